using System.Net;
using System.Net.Sockets;

namespace SloOperator.Testing.Wire;

/// <summary>TCP between a port of its own and a target port, both on loopback, with a <see cref="Wire.Fault"/> that can be changed at any time.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    // <asm-generic/socket.h> of Linux.
    private const int SocketLevel = 1;
    private const int ReusePort = 15;

    private readonly Lock _gate = new();
    private readonly HashSet<ProxiedConnection> _open = [];
    private readonly IPEndPoint _target;
    private Socket _listener;
    private StandingFault _standing = new(new Fault.Pass());
    private bool _disposed;
    private int _accepted;

    private FaultProxy(int targetPort)
    {
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        _listener = Bind(port: 0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        Listen();
    }

    public int Port { get; }

    /// <summary>Connections accepted so far, those included that a fault ended at once.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Holds for the connections open now and those to come.</summary>
    public Fault Fault
    {
        get => _standing.Fault;
        set => Change(value);
    }

    public static Task<FaultProxy> StartAsync(int targetPort) =>
        Task.FromResult(new FaultProxy(targetPort));

    /// <summary>Ends the connections that are open, in order (FIN) or by <paramref name="reset"/>; the fault stays as it is.</summary>
    public void CutAll(bool reset = false)
    {
        foreach (ProxiedConnection connection in Open())
        {
            connection.End(reset);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            _listener.Dispose();
        }

        ProxiedConnection[] last = Open();
        foreach (ProxiedConnection connection in last)
        {
            connection.Abort();
        }

        await Task.WhenAll(last.Select(connection => connection.Ended));
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // So that a successor can hold the port before this one lets go of it; who is not told of that gets another port.
        socket.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(1));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private ProxiedConnection[] Open()
    {
        lock (_gate)
        {
            return [.. _open];
        }
    }

    private void Change(Fault fault)
    {
        StandingFault before;
        lock (_gate)
        {
            before = _standing;
            _standing = new StandingFault(fault);
            Reopen(before.Fault is Fault.Refuse, fault is Fault.Refuse);
        }

        if (fault.EndsConnections)
        {
            CutAll(fault is Fault.Reset);
        }

        before.Replace();
    }

    /// <summary>
    /// A socket that is bound and does not listen refuses connections, and keeps anyone else from the port. It is bound before the other is
    /// closed: a port that nobody holds for a moment may be given to any connection of this machine.
    /// </summary>
    private void Reopen(bool refused, bool refuses)
    {
        if (refuses && !refused)
        {
            Socket closed = _listener;
            _listener = Bind(Port);
            closed.Dispose();
        }

        if (refused && !refuses)
        {
            Listen();
        }
    }

    private void Listen()
    {
        _listener.Listen(backlog: 512);
        _ = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                Take(await listener.AcceptAsync());
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // The listener was closed, by Refuse or for good.
        }
    }

    private void Take(Socket client)
    {
        var connection = new ProxiedConnection(client, _target, () => _standing);
        Interlocked.Increment(ref _accepted);
        Fault fault;
        bool late;
        lock (_gate)
        {
            _open.Add(connection);
            fault = _standing.Fault;
            late = _disposed;
        }

        if (late || fault.EndsConnections)
        {
            connection.End(late || fault is Fault.Reset);
        }

        _ = CarryAsync(connection);
    }

    private async Task CarryAsync(ProxiedConnection connection)
    {
        await connection.RunAsync();
        lock (_gate)
        {
            _open.Remove(connection);
        }
    }
}
