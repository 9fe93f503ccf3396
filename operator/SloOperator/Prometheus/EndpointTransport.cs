using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SloOperator.Http;

namespace SloOperator.Prometheus;

/// <summary>Connections to one endpoint: no redirects, no cookies, no environment proxy, certificates checked against the endpoint's own roots.</summary>
internal sealed class EndpointTransport(EndpointOptions options, SecretCache secrets)
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns its handler.")]
    public HttpMessageInvoker Open()
    {
        SocketsHttpHandler handler = OutgoingHandler.Create(options.Limits.Concurrency);
        if (options.Url.Scheme is "https")
        {
            handler.ConnectCallback = ConnectSecurelyAsync;
        }

        return new HttpMessageInvoker(handler);
    }

    // The handler takes the name to check from the Host header and the roots once; here both are the endpoint's, and
    // the roots are read anew for each connection.
    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The stream owns the socket once it is returned; until then the catch does."
    )]
    private async ValueTask<Stream> ConnectSecurelyAsync(
        SocketsHttpConnectionContext context,
        CancellationToken ct
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            var secured = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await AuthenticateAsync(secured, context.DnsEndPoint.Host, ct);
            return secured;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AuthenticateAsync(SslStream stream, string host, CancellationToken ct)
    {
        X509Certificate2Collection? roots = options.Tls.Ca is { } ca
            ? ReadRoots(ca, await secrets.GetAsync(ca, ct))
            : null;
        try
        {
            var authentication = new SslClientAuthenticationOptions
            {
                TargetHost = options.Tls.ServerName ?? host,
            };
            authentication.CertificateChainPolicy = roots is null ? null : TrustOnly(roots);
            await stream.AuthenticateAsClientAsync(authentication, ct);
        }
        finally
        {
            foreach (X509Certificate2 root in roots ?? [])
            {
                root.Dispose();
            }
        }
    }

    private static X509ChainPolicy TrustOnly(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A private authority publishes no revocation list that could be asked for, and a fetch would leave the limits.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private static X509Certificate2Collection ReadRoots(SecretKey key, string pem)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new ExchangeException($"{key} holds a certificate that cannot be read");
        }

        return roots.Count > 0
            ? roots
            : throw new ExchangeException($"{key} holds no PEM certificate");
    }
}
