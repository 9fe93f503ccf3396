using System.Net;
using System.Net.Http.Headers;

namespace SloOperator.Kubernetes.Api;

/// <summary>Sends requests to one API server, whose address and credentials are those of the HttpClient.</summary>
public sealed class KubeClient
{
    /// <summary>The first try and two more.</summary>
    internal const int MaxAttempts = 3;

    /// <summary>A longer Retry-After is passed on to the caller, who has better things to do than to wait in a request.</summary>
    internal static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>etcd refuses requests of more than 1.5 MiB; what is larger than this is no object.</summary>
    internal const int LargestObject = 16 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly Uri _server;

    public KubeClient(HttpClient http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        Uri address =
            http.BaseAddress
            ?? throw new ArgumentException("The client needs a BaseAddress.", nameof(http));
        _http = http;
        _server = new Uri(address.AbsoluteUri.TrimEnd('/') + "/");
        Time = time;
    }

    /// <summary>Recorded by the server as the owner of the fields this client writes; null leaves it the user agent.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Asked right before each request that changes something, null for always; a frozen leader wakes up in the middle of its work, before anything can tell it to stop.</summary>
    public Func<bool>? MayWrite { get; init; }

    internal TimeProvider Time { get; }

    /// <summary>Retries only what the server itself asked to retry, by Retry-After.</summary>
    internal async Task<TResult> SendAsync<TResult>(
        KubeRequest request,
        Func<Stream, CancellationToken, Task<TResult>> read,
        CancellationToken ct
    )
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(request, read, ct);
            }
            catch (KubeException ex) when (attempt < MaxAttempts && ShouldRetry(ex))
            {
                await Task.Delay(ex.RetryAfter.GetValueOrDefault(), Time, ct);
            }
        }
    }

    /// <summary>The answer as soon as its headers are read; the caller bounds, reads and disposes the rest.</summary>
    internal async Task<HttpResponseMessage> OpenAsync(KubeRequest request, CancellationToken ct)
    {
        if (request.Method != HttpMethod.Get && MayWrite?.Invoke() is false)
        {
            throw new KubeException($"{request}: not sent: this replica does not lead");
        }

        using HttpRequestMessage message = Message(request);
        long started = Time.GetTimestamp();
        HttpStatusCode? status = null;
        try
        {
            HttpResponseMessage response = await _http.SendAsync(
                message,
                HttpCompletionOption.ResponseHeadersRead,
                ct
            );
            status = response.StatusCode;
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw await KubeFailure.ReadAsync(request, response, Time, ct);
            }
        }
        finally
        {
            KubeMetrics.Record(request, status, Time.GetElapsedTime(started));
        }
    }

    private static bool ShouldRetry(KubeException ex) =>
        ex.RetryAfter <= LongestRetryAfter
        && ex.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private async Task<TResult> SendOnceAsync<TResult>(
        KubeRequest request,
        Func<Stream, CancellationToken, Task<TResult>> read,
        CancellationToken ct
    )
    {
        // HttpClient.Timeout ends with the headers; a body that never ends is bounded only by this.
        using var timer = new CancellationTokenSource(request.Deadline, Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            using HttpResponseMessage response = await OpenAsync(request, linked.Token);
            await using Stream body = await response.Content.ReadAsStreamAsync(linked.Token);
            await using var capped = new CappedStream(
                body,
                request.CapsResponse ? LargestObject : long.MaxValue
            );
            return await read(capped, linked.Token);
        }
        catch (Exception ex) when (KubeFailure.IsTransport(ex, ct))
        {
            // A connection torn down by the caller's own cancellation may show as any of these.
            ct.ThrowIfCancellationRequested();
            throw KubeFailure.Transport(request, ex, request.Deadline);
        }
    }

    private HttpRequestMessage Message(KubeRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_server, request.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType);
        }

        return message;
    }
}
