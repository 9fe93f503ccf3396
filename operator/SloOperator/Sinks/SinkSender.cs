using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks;

/// <summary>Sends calls to one sink with its credential.</summary>
/// <param name="options">The credential goes to this origin alone.</param>
/// <param name="protocol">How the credential is shown.</param>
/// <param name="secret">Where it is read.</param>
/// <param name="allowPrivate">True where loopback and plain HTTP are meant: --allow-private-sinks.</param>
internal sealed class SinkSender(
    SinkOptions options,
    ISinkProtocol protocol,
    SinkSecret secret,
    bool allowPrivate
) : IDisposable
{
    private const int Connections = 4;

    private readonly HttpMessageInvoker _http = Open(allowPrivate);

    /// <summary>A 401 may mean that the credential was rotated since it was read: it is read again, and only a new one is tried.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        SinkCall call,
        SinkAttempt attempt,
        CancellationToken ct
    )
    {
        if (!allowPrivate && options.Url.Scheme is not "https")
        {
            throw new ExchangeException(
                $"its URL is not https, so nothing was sent; change {options.Field("url")}"
            );
        }

        SinkCredential credential = await secret.ReadAsync(ct);
        HttpResponseMessage response = await SendOnceAsync(call, attempt, credential, ct);
        if (response.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return response;
        }

        attempt.Forget();
        if (await RotatedAsync(credential, response, ct) is not { } rotated)
        {
            return response;
        }

        response.Dispose();
        return await SendOnceAsync(call, attempt, rotated, ct);
    }

    public void Dispose() => _http.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns its handler.")]
    private static HttpMessageInvoker Open(bool allowPrivate)
    {
        SocketsHttpHandler handler = OutgoingHandler.Create(Connections);
        handler.ConnectCallback = allowPrivate ? null : GuardedConnections.ConnectAsync;
        return new HttpMessageInvoker(handler);
    }

    private async Task<SinkCredential?> RotatedAsync(
        SinkCredential refused,
        HttpResponseMessage response,
        CancellationToken ct
    )
    {
        try
        {
            SinkCredential again = await secret.ReadAgainAsync(ct);
            return again.IsSame(refused) ? null : again;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        SinkCall call,
        SinkAttempt attempt,
        SinkCredential credential,
        CancellationToken ct
    )
    {
        byte[] body = call.Body is { } json ? JsonSerializer.SerializeToUtf8Bytes(json) : [];
        using var request = new HttpRequestMessage(call.Method, call.ToUri(options.Url));
        request.Headers.UserAgent.Add(new("slo-operator", null));
        if (call.IdempotencyKey is { } key)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        protocol.Prepare(request, body, credential);
        request.Content = call.Body is null ? null : attempt.Content(body);
        return await _http.SendAsync(request, ct);
    }
}
