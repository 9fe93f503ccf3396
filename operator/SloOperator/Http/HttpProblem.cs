using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace SloOperator.Http;

/// <summary>Why a caller of ours gets no answer: one line of JSON (RFC 9457, problem details).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What was found, and what to change.</param>
internal sealed record HttpProblem(int Status, string Detail)
{
    private const string RetryAfterSeconds = "5";

    [JsonPropertyOrder(-1)]
    public string Title => ReasonPhrases.GetReasonPhrase(Status);

    [JsonIgnore]
    public bool IsTemporary => Status == StatusCodes.Status503ServiceUnavailable;

    public static HttpProblem Malformed(string detail) =>
        new(StatusCodes.Status400BadRequest, detail);

    public static HttpProblem NotNow(string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, detail);

    public async Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (IsTemporary)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        byte[] line =
        [
            .. JsonSerializer.SerializeToUtf8Bytes(this, HttpProblemJson.Default.HttpProblem),
            (byte)'\n',
        ];
        response.ContentType = "application/problem+json";
        response.ContentLength = line.Length;
        await response.Body.WriteAsync(line, context.RequestAborted);
    }
}
