using System.Net;
using System.Net.Sockets;
using System.Text;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

/// <summary>In front of a server that sends back what it gets.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);

    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];
    private FaultProxy? _proxy;

    private FaultProxy Proxy =>
        _proxy ?? throw new InvalidOperationException("xunit starts the proxy before each test.");

    public async Task InitializeAsync()
    {
        _echo.Start();
        _ = EchoAsync();
        _proxy = await FaultProxy.StartAsync(((IPEndPoint)_echo.LocalEndpoint).Port);
    }

    public async Task DisposeAsync()
    {
        await Proxy.DisposeAsync();
        _sockets.ForEach(socket => socket.Dispose());
        _echo.Dispose();
    }

    [Fact]
    public async Task Passes_bytes_both_ways_and_counts_connections()
    {
        (await EchoOfAsync(await ConnectAsync(), "one")).ShouldBe("one");
        (await EchoOfAsync(await ConnectAsync(), "two")).ShouldBe("two");

        Proxy.Accepted.ShouldBe(2);
        Proxy.Fault.ShouldBe(new Fault.Pass());
    }

    [Fact]
    public async Task The_servers_end_is_the_clients_end()
    {
        Socket client = await ConnectAsync();
        await EchoOfAsync(client, "one");

        client.Shutdown(SocketShutdown.Send);

        (await EndOfAsync(client)).ShouldBe(End.Closed);
    }

    [Fact]
    public async Task Fin_closes_what_is_open_and_what_comes()
    {
        Socket open = await ConnectAsync();
        await EchoOfAsync(open, "one");

        Proxy.Fault = new Fault.Fin();

        (await EndOfAsync(open)).ShouldBe(End.Closed);
        Socket next = await ConnectAsync();
        await next.SendAsync("hello"u8.ToArray());
        (await EndOfAsync(next)).ShouldBe(End.Closed);
    }

    [Fact]
    public async Task Reset_breaks_what_is_open_and_what_comes()
    {
        Socket open = await ConnectAsync();
        await EchoOfAsync(open, "one");

        Proxy.Fault = new Fault.Reset();

        (await EndOfAsync(open)).ShouldBe(End.Reset);
        (await EndOfNextAsync()).ShouldBe(End.Reset);
    }

    [Fact]
    public async Task Stall_freezes_and_Pass_thaws_without_losing_a_byte()
    {
        Socket open = await ConnectAsync();
        await EchoOfAsync(open, "one");

        Proxy.Fault = new Fault.Stall();
        Socket next = await ConnectAsync();
        await open.SendAsync("two"u8.ToArray());
        await next.SendAsync("three"u8.ToArray());
        (await IsSilentAsync(open)).ShouldBeTrue();
        (await IsSilentAsync(next)).ShouldBeTrue();

        Proxy.Fault = new Fault.Pass();
        (await ReadAsync(open, 3)).ShouldBe("two");
        (await ReadAsync(next, 5)).ShouldBe("three");
    }

    [Fact]
    public async Task Delay_holds_each_chunk_back_and_Pass_lets_it_go_at_once()
    {
        Socket client = await ConnectAsync();
        Proxy.Fault = new Fault.Delay(TimeSpan.FromMilliseconds(150));
        long sent = TimeProvider.System.GetTimestamp();
        await EchoOfAsync(client, "there and back");
        TimeProvider
            .System.GetElapsedTime(sent)
            .ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));

        Proxy.Fault = new Fault.Delay(TimeSpan.FromHours(1));
        await client.SendAsync("late"u8.ToArray());
        (await IsSilentAsync(client)).ShouldBeTrue();
        Proxy.Fault = new Fault.Pass();
        (await ReadAsync(client, 4)).ShouldBe("late");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Truncate_ends_each_connection_after_so_many_bytes_of_the_server(bool reset)
    {
        Socket open = await ConnectAsync();
        await EchoOfAsync(open, "not counted");

        Proxy.Fault = new Fault.Truncate(4, reset);
        Socket next = await ConnectAsync();
        await open.SendAsync("abcdefg"u8.ToArray());
        await next.SendAsync("hijk"u8.ToArray());

        (await ReadAsync(open, 4)).ShouldBe("abcd");
        (await ReadAsync(next, 4)).ShouldBe("hijk");
        (await EndOfAsync(open)).ShouldBe(reset ? End.Reset : End.Closed);
        (await EndOfAsync(next)).ShouldBe(reset ? End.Reset : End.Closed);
    }

    [Fact]
    public async Task Refuse_closes_the_port_and_Pass_opens_the_same_one_again()
    {
        Socket open = await ConnectAsync();
        await EchoOfAsync(open, "one");

        Proxy.Fault = new Fault.Refuse();
        (await EndOfAsync(open)).ShouldBe(End.Closed);
        (await Should.ThrowAsync<SocketException>(ConnectAsync)).SocketErrorCode.ShouldBe(
            SocketError.ConnectionRefused
        );
        Proxy.Accepted.ShouldBe(1);

        Proxy.Fault = new Fault.Pass();
        (await EchoOfAsync(await ConnectAsync(), "two")).ShouldBe("two");
    }

    [Fact]
    public async Task Refuse_and_Pass_take_turns_while_connections_pour_in()
    {
        using CancellationTokenSource stop = new();
        Task[] pouring = [.. Enumerable.Range(0, 4).Select(_ => PourAsync(stop.Token))];

        for (int turn = 0; turn < 500; turn++)
        {
            int accepted = Proxy.Accepted;
            Proxy.Fault = new Fault.Refuse();
            Proxy.Fault = new Fault.Pass();
            await Eventually.TrueAsync(() => Proxy.Accepted > accepted);
        }

        await stop.CancelAsync();
        await Task.WhenAll(pouring);
        (await EchoOfAsync(await ConnectAsync(), "two")).ShouldBe("two");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CutAll_ends_what_is_open_and_nothing_else(bool reset)
    {
        Socket open = await ConnectAsync();
        await EchoOfAsync(open, "one");

        Proxy.CutAll(reset);

        (await EndOfAsync(open)).ShouldBe(reset ? End.Reset : End.Closed);
        (await EchoOfAsync(await ConnectAsync(), "two")).ShouldBe("two");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_reset()
    {
        _echo.Stop();

        (await EndOfNextAsync()).ShouldBe(End.Reset);
    }

    [Fact]
    public async Task A_connection_dropped_by_its_client_is_dropped_at_the_server()
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        await using FaultProxy proxy = await FaultProxy.StartAsync(
            ((IPEndPoint)server.LocalEndpoint).Port
        );
        Socket client = await ConnectAsync(proxy.Port);
        using Socket accepted = await server.AcceptSocketAsync();

        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Dispose();

        (await EndOfAsync(accepted)).ShouldNotBe(End.None);
    }

    private async Task PourAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            // Whether it is taken or refused is not asked here.
            await socket
                .ConnectAsync(IPAddress.Loopback, Proxy.Port, CancellationToken.None)
                .AsTask()
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<string> EchoOfAsync(Socket socket, string text)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(text));
        return await ReadAsync(socket, text.Length);
    }

    private static async Task<string> ReadAsync(Socket socket, int length)
    {
        byte[] buffer = new byte[length];
        using CancellationTokenSource limit = new(Patience, TimeProvider.System);
        await using NetworkStream stream = new(socket);
        await stream.ReadExactlyAsync(buffer, limit.Token);
        return Encoding.ASCII.GetString(buffer);
    }

    private static async Task<bool> IsSilentAsync(Socket socket)
    {
        using CancellationTokenSource limit = new(Silence, TimeProvider.System);
        try
        {
            await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, limit.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private static async Task<End> EndOfAsync(Socket socket)
    {
        using CancellationTokenSource limit = new(Patience, TimeProvider.System);
        try
        {
            return await socket.ReceiveAsync(new byte[1], SocketFlags.None, limit.Token) == 0
                ? End.Closed
                : End.None;
        }
        catch (SocketException ex) when (ex.SocketErrorCode == SocketError.ConnectionReset)
        {
            return End.Reset;
        }
    }

    /// <summary>A reset may be there before the client knows that it is connected.</summary>
    private async Task<End> EndOfNextAsync()
    {
        try
        {
            return await EndOfAsync(await ConnectAsync());
        }
        catch (SocketException ex) when (ex.SocketErrorCode == SocketError.ConnectionReset)
        {
            return End.Reset;
        }
    }

    private Task<Socket> ConnectAsync() => ConnectAsync(Proxy.Port);

    private async Task<Socket> ConnectAsync(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await _echo.AcceptSocketAsync());
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        try
        {
            await using NetworkStream stream = new(socket, ownsSocket: true);
            await stream.CopyToAsync(stream);
        }
        catch (IOException)
        {
            // A fault reached this side.
        }
    }

    private enum End
    {
        None,
        Closed,
        Reset,
    }
}
