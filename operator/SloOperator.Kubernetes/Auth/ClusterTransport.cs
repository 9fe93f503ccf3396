using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace SloOperator.Kubernetes.Auth;

/// <summary>Connections to one API server; a rotated client certificate gets new ones, since the old keep the identity they were opened with.</summary>
internal sealed class ClusterTransport(
    ServerTrust trust,
    Uri? proxy,
    KeepAlive keepAlive,
    Version? version = null
) : HttpMessageHandler
{
    public static readonly HttpRequestOptionsKey<ClientCertificate?> CertificateKey = new(
        "client-certificate"
    );

    private readonly Lock _gate = new();
    private Channel? _current;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        // Plain http falls back to 1.1 by itself; TLS negotiates.
        request.Version = version ?? HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        // The name in SNI, and the one the certificate is checked for, is that of the Host header: TargetHost is overwritten.
        request.Headers.Host = trust.ServerName ?? request.Headers.Host;
        request.Options.TryGetValue(CertificateKey, out ClientCertificate? certificate);
        return Current(certificate).Invoker.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Invoker.Dispose();
        }

        base.Dispose(disposing);
    }

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The channel is disposed of with this handler."
    )]
    private Channel Current(ClientCertificate? certificate)
    {
        lock (_gate)
        {
            if (_current is null || !ReferenceEquals(_current.Certificate, certificate))
            {
                // The former is not disposed: requests in flight finish on it, and its idle connections time out.
                _current = new Channel(
                    certificate,
                    new HttpMessageInvoker(CreateHandler(certificate))
                );
            }

            return _current;
        }
    }

    // No PooledConnectionLifetime: a connection past it, kept open by a watch, gets no more pings, and a frozen server would go unnoticed
    // until the watch's own end. After a GOAWAY that is so too, and left to the watchdog.
    internal SocketsHttpHandler CreateHandler(ClientCertificate? certificate) =>
        new()
        {
            SslOptions = trust.ToSslOptions(certificate),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = keepAlive.Idle,
            KeepAlivePingTimeout = keepAlive.Timeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : ToWebProxy(proxy),
            AutomaticDecompression = DecompressionMethods.GZip,
        };

    private static WebProxy ToWebProxy(Uri proxy)
    {
        var web = new WebProxy(proxy);
        if (proxy.UserInfo.Split(':', 2) is [var name, var password])
        {
            web.Credentials = new NetworkCredential(
                Uri.UnescapeDataString(name),
                Uri.UnescapeDataString(password)
            );
        }

        return web;
    }

    private sealed record Channel(ClientCertificate? Certificate, HttpMessageInvoker Invoker);
}
