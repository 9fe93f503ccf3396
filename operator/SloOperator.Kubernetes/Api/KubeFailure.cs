using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SloOperator.Kubernetes.Api;

/// <summary>Turns every way in which a request fails into one exception that says what was attempted.</summary>
internal static class KubeFailure
{
    /// <summary>Enough for a Status with its causes, or for the first page of a proxy's HTML.</summary>
    private const int LongestBody = 64 * 1024;

    private const int LongestQuote = 300;

    public static async Task<KubeException> ReadAsync(
        KubeRequest request,
        HttpResponseMessage response,
        TimeProvider time,
        CancellationToken ct
    )
    {
        byte[] body = await ReadBodyAsync(response.Content, ct);
        KubeStatus? status = ParseStatus(body);
        string told = status?.Message ?? Quote(body);
        string word = status?.Reason ?? response.ReasonPhrase ?? response.StatusCode.ToString();
        return new KubeException($"{request}: {(int)response.StatusCode} {word}: {told}")
        {
            StatusCode = response.StatusCode,
            Reason = status?.Reason,
            RetryAfter = RetryAfter(response.Headers.RetryAfter, time) ?? RetryAfter(status),
        };
    }

    /// <summary>An OperationCanceledException that the caller did not ask for is a deadline of ours or of the HttpClient.</summary>
    public static bool IsTransport(Exception ex, CancellationToken caller) =>
        ex is HttpRequestException or IOException or InvalidDataException or JsonException
        // Bare when a connection is reset between its opening and .NET's look at whom it is with.
        || ex is SocketException
        || (ex is OperationCanceledException && !caller.IsCancellationRequested);

    public static KubeException Transport(KubeRequest request, Exception ex, TimeSpan deadline) =>
        new($"{request}: {Describe(ex, deadline)}", ex);

    private static string Describe(Exception ex, TimeSpan deadline) =>
        ex switch
        {
            OperationCanceledException { InnerException: TimeoutException timeout } =>
                timeout.Message,
            OperationCanceledException => $"not answered in full within {deadline.TotalSeconds} s",
            JsonException => $"the answer cannot be read: {ex.Message}",
            _ => ex.InnerException is { } cause ? $"{ex.Message} {cause.Message}" : ex.Message,
        };

    private static async Task<byte[]> ReadBodyAsync(HttpContent content, CancellationToken ct)
    {
        var buffer = new byte[LongestBody];
        await using Stream body = await content.ReadAsStreamAsync(ct);
        int length = await body.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            ct
        );
        return buffer[..length];
    }

    /// <summary>Null for anything else, such as the plain text that priority and fairness sends with a 429.</summary>
    private static KubeStatus? ParseStatus(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, KubeJsonContext.Default.KubeStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Quote(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body).Trim();
        return text.Length <= LongestQuote ? text : $"{text[..LongestQuote]}…";
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time)
    {
        TimeSpan? after = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return after < TimeSpan.Zero ? TimeSpan.Zero : after;
    }

    private static TimeSpan? RetryAfter(KubeStatus? status) =>
        status?.Details is { RetryAfterSeconds: > 0 and var seconds }
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
