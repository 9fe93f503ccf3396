using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using SloOperator.Http;

namespace SloOperator.Pagers;

/// <summary>Sends calls to one pager with its credential.</summary>
/// <param name="options">The credential goes to this origin alone.</param>
/// <param name="protocol">How the credential is shown.</param>
/// <param name="secrets">Where it is read.</param>
/// <param name="allowPrivate">True where loopback and plain HTTP are meant: a pager's stand-in beside the operator.</param>
internal sealed class PagerSender(
    PagerOptions options,
    IPagerProtocol protocol,
    SecretCache secrets,
    bool allowPrivate
) : IDisposable
{
    // Requests of a token are to be made one after the other: https://developer.pagerduty.com/docs/rest-api-rate-limits.
    private const int Connections = 1;

    private readonly HttpMessageInvoker _http = Open(allowPrivate);

    /// <summary>A 401 may mean that the credential was rotated since it was read: it is read again, and only a new one is tried.</summary>
    public async Task<HttpResponseMessage> SendAsync(PagerCall call, CancellationToken ct)
    {
        if (!allowPrivate && options.Url.Scheme is not "https")
        {
            throw new ExchangeException("its URL is not https, so the token was not sent");
        }

        string credential = await secrets.GetAsync(options.Credential, ct);
        HttpResponseMessage response = await SendOnceAsync(call, credential, ct);
        return response.StatusCode == HttpStatusCode.Unauthorized
            ? await SendWithNewAsync(call, credential, response, ct)
            : response;
    }

    public void Dispose() => _http.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns its handler.")]
    private static HttpMessageInvoker Open(bool allowPrivate)
    {
        SocketsHttpHandler handler = OutgoingHandler.Create(Connections);
        handler.ConnectCallback = allowPrivate ? null : GuardedConnections.ConnectAsync;
        return new HttpMessageInvoker(handler);
    }

    private async Task<HttpResponseMessage> SendWithNewAsync(
        PagerCall call,
        string refused,
        HttpResponseMessage response,
        CancellationToken ct
    )
    {
        string again;
        try
        {
            again = await secrets.ReadAgainAsync(options.Credential, ct);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        if (string.Equals(again, refused, StringComparison.Ordinal))
        {
            return response;
        }

        response.Dispose();
        return await SendOnceAsync(call, again, ct);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        PagerCall call,
        string credential,
        CancellationToken ct
    )
    {
        if (credential.Length == 0 || !credential.All(c => c is > ' ' and <= '~'))
        {
            throw new ExchangeException($"{options.Credential} holds no token a header can carry");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, call.ToUri(options.Url));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(protocol.Accept));
        request.Headers.Authorization = protocol.Authorization(credential);
        return await _http.SendAsync(request, ct);
    }
}
