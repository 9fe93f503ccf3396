using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Http;

namespace SloOperator.Prometheus.Wire;

/// <summary>Turns a response into a reply, reading no more of it than the endpoint's limit.</summary>
internal sealed class AnswerReader<T>(
    JsonTypeInfo<Envelope<T>> type,
    EndpointLimits limits,
    RequestTelemetry telemetry,
    Func<string, string> hide
)
    where T : class
{
    // Enough for any error's words; an error page is not worth more.
    private const long LongestError = 64 << 10;

    public async Task<Reply<T>> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (!response.IsSuccessStatusCode)
        {
            return Judge(response.StatusCode, await ReadErrorAsync(response, ct));
        }

        if (!IsJson(response))
        {
            string found = response.Content.Headers.ContentType?.MediaType ?? "no content type";
            return new Reply<T>.Failed(
                $"answered {FailureReason.Excerpt(found)} where application/json was expected"
            );
        }

        return Judge(
            response.StatusCode,
            await ReadEnvelopeAsync(response, limits.MaxResponseBytes, ct)
        );
    }

    private Reply<T> Judge(HttpStatusCode status, Envelope<T>? envelope) =>
        envelope switch
        {
            { Status: "success" } when !IsSuccess(status) => Fault(status, null),
            { PartialBecause: { } warning, Status: "success" } => new Reply<T>.Failed(
                $"partial: {FailureReason.Excerpt(hide(warning))}",
                FailureCause.Partial
            ),
            { Status: "success", Data: { } data } => new Reply<T>.Answered(data),
            { Status: "error" } or null => Fault(status, envelope),
            _ => new Reply<T>.Failed(
                "answered JSON that is not the API's: neither data nor an error"
            ),
        };

    private Reply<T> Fault(HttpStatusCode status, Envelope<T>? envelope)
    {
        string kind = envelope?.ErrorType is { } type
            ? $" {FailureReason.Excerpt(hide(type))}"
            : "";
        string words = envelope?.Error is { } error
            ? $": {FailureReason.Excerpt(hide(error))}"
            : "";
        string reason = $"answered {(int)status}{kind}{words}";
        return IsExpressionsFault(status, envelope?.ErrorType)
            ? new Reply<T>.Refused(reason)
            : new Reply<T>.Failed(reason);
    }

    private static bool IsExpressionsFault(HttpStatusCode status, string? errorType) =>
        errorType switch
        {
            "timeout" or "canceled" or "internal" or "unavailable" => false,
            "bad_data" or "execution" when IsSuccess(status) => true,
            _ => status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity,
        };

    private static bool IsSuccess(HttpStatusCode status) => (int)status is >= 200 and < 300;

    private static bool IsJson(HttpResponseMessage response) =>
        string.Equals(
            response.Content.Headers.ContentType?.MediaType,
            "application/json",
            StringComparison.OrdinalIgnoreCase
        );

    // An error stays one when its words cannot be read.
    private async Task<Envelope<T>?> ReadErrorAsync(
        HttpResponseMessage response,
        CancellationToken ct
    )
    {
        if (!IsJson(response))
        {
            return null;
        }

        try
        {
            return await ReadEnvelopeAsync(response, LongestError, ct);
        }
        catch (Exception e)
            when (e is JsonException or ExchangeException or InvalidDataException or IOException)
        {
            return null;
        }
    }

    private async Task<Envelope<T>?> ReadEnvelopeAsync(
        HttpResponseMessage response,
        long limit,
        CancellationToken ct
    )
    {
        await using var body = new CappedStream(
            await response.Content.ReadAsStreamAsync(ct),
            limit
        );
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, ct);
        }
        finally
        {
            telemetry.CountBytes(body.Count);
        }
    }
}
