using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SloOperator.Pagers.Alertmanager.Wire;

namespace SloOperator.Pagers.Alertmanager;

/// <summary>What the caller of a hook is told. Alertmanager tries again after a 5xx and gives up after a 4xx.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One line; null when there is nothing to say.</param>
internal sealed record HookAnswer(int Status, string? Detail = null)
{
    private const string RetryAfterSeconds = "5";

    public static readonly HookAnswer Accepted = new(StatusCodes.Status202Accepted);

    /// <summary>One and the same for a wrong token, a policy that is not there and one that takes no webhook.</summary>
    public static readonly HookAnswer Unauthorized = new(
        StatusCodes.Status401Unauthorized,
        "no such hook for this credential"
    );

    public static readonly HookAnswer NotLeading = new(
        StatusCodes.Status503ServiceUnavailable,
        "another replica leads"
    );

    public static readonly HookAnswer NotNow = new(
        StatusCodes.Status503ServiceUnavailable,
        "try again"
    );

    public static HookAnswer Malformed(string problem) =>
        new(StatusCodes.Status400BadRequest, problem);

    public Task WriteAsync(HttpResponse response, CancellationToken ct)
    {
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return Detail is null ? Task.CompletedTask : WriteAsync(response, Detail, ct);
    }

    private async Task WriteAsync(HttpResponse response, string detail, CancellationToken ct)
    {
        var problem = new HookProblem(ReasonPhrases.GetReasonPhrase(Status), Status, detail);
        byte[] line =
        [
            .. JsonSerializer.SerializeToUtf8Bytes(problem, WebhookJson.Default.HookProblem),
            (byte)'\n',
        ];
        response.ContentType = "application/problem+json";
        response.ContentLength = line.Length;
        await response.Body.WriteAsync(line, ct);
    }
}
