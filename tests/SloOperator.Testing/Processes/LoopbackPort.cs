using System.Net;
using System.Net.Sockets;

namespace SloOperator.Testing.Processes;

/// <summary>
/// Ports for servers that must be told theirs. They lie below Linux' range for outgoing connections, so that nobody takes one by accident
/// while its server is down for a restart; no port is given out twice in a run.
/// </summary>
public static class LoopbackPort
{
    private const int First = 15_000;
    private const int AfterLast = 32_000;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> GivenOut = [];

    public static int Next()
    {
        lock (Gate)
        {
            while (true)
            {
                int port = Random.Shared.Next(First, AfterLast);
                if (!GivenOut.Contains(port) && IsFree(port))
                {
                    GivenOut.Add(port);
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
