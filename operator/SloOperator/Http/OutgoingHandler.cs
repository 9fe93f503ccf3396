using System.Net;

namespace SloOperator.Http;

/// <summary>What holds for every request to a server that a user names: no redirects, no cookies, no environment proxy, fresh addresses within two minutes.</summary>
internal static class OutgoingHandler
{
    public static TimeSpan ConnectTimeout { get; } = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Create(int connections) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = connections,
            AutomaticDecompression = DecompressionMethods.GZip,
            MaxResponseHeadersLength = 16,
            // The rest of an answer that was given up is not worth reading.
            MaxResponseDrainSize = 0,
        };
}
