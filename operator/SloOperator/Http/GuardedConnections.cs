using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace SloOperator.Http;

/// <summary>Opens connections to allowed addresses alone. The name is resolved here and the address that was judged is the one that is connected to, so no second answer of the name server can come between.</summary>
internal static class GuardedConnections
{
    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The stream owns the socket once it is returned; until then the catch does."
    )]
    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken ct
    )
    {
        IPAddress[] addresses = await AllowedAsync(context.DnsEndPoint.Host, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> AllowedAsync(string host, CancellationToken ct)
    {
        IPAddress[] found = await Dns.GetHostAddressesAsync(host, ct);
        IPAddress[] allowed = [.. found.Where(address => !ForbiddenAddresses.Contains(address))];
        return allowed.Length > 0
            ? allowed
            : throw new ExchangeException(
                "its host is a loopback, link-local or metadata address, which is not allowed"
            );
    }
}
