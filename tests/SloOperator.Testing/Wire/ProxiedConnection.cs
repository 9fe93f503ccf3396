using System.Net;
using System.Net.Sockets;

namespace SloOperator.Testing.Wire;

/// <summary>One client's connection and the one to the server behind it; asks for the fault of the moment before each chunk.</summary>
internal sealed class ProxiedConnection(
    Socket client,
    IPEndPoint target,
    Func<StandingFault> standing
) : IDisposable
{
    private const int ChunkSize = 16 * 1024;

    private readonly CancellationTokenSource _cut = new();
    private readonly Socket _server = new(
        target.AddressFamily,
        SocketType.Stream,
        ProtocolType.Tcp
    );
    private readonly TaskCompletionSource _ended = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _ending;

    public Task Ended => _ended.Task;

    public async Task RunAsync()
    {
        try
        {
            await FlowAsync(_cut.Token);
            await _server.ConnectAsync(target, _cut.Token);
            client.NoDelay = _server.NoDelay = true;
            await Task.WhenAll(CarryAsync(client, _server), CarryAsync(_server, client));
            End(reset: false);
        }
        catch (Exception ex) when (IsEnd(ex))
        {
            // A server that cannot be reached is a connection broken off for the client.
            End(reset: true);
        }

        await DrainAsync();
        Dispose();
        _ended.TrySetResult();
    }

    /// <summary>FIN leaves the client to close its side: closing while it still sends would be a reset.</summary>
    public void End(bool reset)
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
        {
            return;
        }

        try
        {
            _server.Dispose();
            Close(reset);
            _cut.Cancel();
        }
        catch (Exception ex) when (IsEnd(ex))
        {
            // It had come to its end by itself.
        }
    }

    /// <summary>Does not wait for the client to close its side.</summary>
    public void Abort()
    {
        End(reset: true);
        client.Dispose();
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
        _cut.Dispose();
    }

    private void Close(bool reset)
    {
        if (reset)
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            client.Dispose();
        }
        else
        {
            client.Shutdown(SocketShutdown.Send);
        }
    }

    private static bool IsEnd(Exception ex) =>
        ex is SocketException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Returns when bytes may move, and under which fault.</summary>
    private async Task<StandingFault> FlowAsync(CancellationToken ct)
    {
        StandingFault now = standing();
        while (now.Fault is Fault.Stall)
        {
            await now.Replaced.WaitAsync(ct);
            now = standing();
        }

        return now;
    }

    /// <summary>What breaks off one direction ends the other.</summary>
    private async Task CarryAsync(Socket from, Socket to)
    {
        try
        {
            await PumpAsync(from, to, _cut.Token);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ex) when (IsEnd(ex))
        {
            End(reset: true);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken ct)
    {
        var buffer = new byte[ChunkSize];
        var quota = new ByteQuota();
        int read;
        do
        {
            await FlowAsync(ct);
            read = await from.ReceiveAsync(buffer, SocketFlags.None, ct);
            StandingFault fault = await DelayAsync(await FlowAsync(ct), ct);
            int granted = ReferenceEquals(from, client) ? read : quota.Grant(fault, read);
            await SendAsync(to, buffer.AsMemory(0, granted), ct);
            if (ReferenceEquals(from, _server) && quota.IsSpent(fault))
            {
                End(((Fault.Truncate)fault.Fault).ByReset);
            }
        } while (read > 0);
    }

    private async Task<StandingFault> DelayAsync(StandingFault fault, CancellationToken ct)
    {
        if (fault.Fault is not Fault.Delay delay)
        {
            return fault;
        }

        await fault.WaitAsync(delay.PerChunk, ct);
        return await FlowAsync(ct);
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> chunk, CancellationToken ct)
    {
        while (!chunk.IsEmpty)
        {
            chunk = chunk[await to.SendAsync(chunk, SocketFlags.None, ct)..];
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            var buffer = new byte[ChunkSize];
            while (await client.ReceiveAsync(buffer, SocketFlags.None) > 0) { }
        }
        catch (Exception ex) when (IsEnd(ex))
        {
            // Closed from either side.
        }
    }
}
