using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Kubernetes.Auth;

/// <summary>Where the API server is, whom to trust and who we are: facts only, nothing is opened before <see cref="CreateHttpClient"/>.</summary>
public sealed class ClusterConnection
{
    /// <summary>May end in a path, when the cluster is behind a gateway.</summary>
    public required Uri Server { get; init; }

    /// <summary>The context's namespace, or the pod's; "default" when none is given.</summary>
    public required string Namespace { get; init; }

    internal ServerTrust Trust { get; init; } = ServerTrust.System;

    internal Uri? Proxy { get; init; }

    /// <summary>Null: anonymous.</summary>
    internal CredentialSource? Credentials { get; init; }

    /// <summary>A client that trusts and authenticates as this connection says; it has no timeout of its own, as a watch has none.</summary>
    /// <param name="time">For what expires.</param>
    /// <param name="keepAlive">Null for <see cref="KeepAlive.Default"/>.</param>
    /// <param name="version">The highest to speak, null for HTTP/2. With 1.1 a request that is given up takes its connection with it, and the next one does not meet the same dead one.</param>
    /// <exception cref="KubeconfigException">Credentials would travel over http.</exception>
    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The client disposes of its handlers."
    )]
    public HttpClient CreateHttpClient(
        TimeProvider time,
        KeepAlive? keepAlive = null,
        Version? version = null
    )
    {
        if (Credentials is not null && Server.Scheme is not "https")
        {
            throw new KubeconfigException(
                $"{Server}: credentials are never sent over http; use an https server, or a user without credentials"
            );
        }

        var transport = new ClusterTransport(Trust, Proxy, keepAlive ?? KeepAlive.Default, version);
        HttpMessageHandler handler = Credentials is null
            ? transport
            : new CredentialHandler(Server, Credentials.Open(time), transport);
        return new HttpClient(handler)
        {
            BaseAddress = WithSlash(Server),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Server.ToString();

    // Relative request paths keep a gateway's path only if the base ends in a slash.
    private static Uri WithSlash(Uri server) =>
        server.AbsolutePath.EndsWith('/')
            ? server
            : new UriBuilder(server) { Path = server.AbsolutePath + "/" }.Uri;
}
