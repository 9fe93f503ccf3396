using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Tests.Api;
using SloOperator.Kubernetes.Watch;

namespace SloOperator.Kubernetes.Tests.Watch;

public sealed class ReflectorTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);

    private readonly ObservedClock _clock = new();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task A_list_is_followed_by_a_watch_from_its_version()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", "", Widget.Json("a", 1)),
            Answer.Hang(
                Widget.Event("ADDED", Widget.Json("b", 6))
                    + Widget.Event("DELETED", Widget.Json("a", 7))
            )
        );
        await using Running running = Run(server);

        (await ToldAsync()).ShouldBe("a none->1");
        (await ToldAsync()).ShouldBe("b none->6");
        (await ToldAsync()).ShouldBe("a 1->none");
        running.Store.Synced.IsCompletedSuccessfully.ShouldBeTrue();
        running.Store.List().ShouldHaveSingleItem().Metadata.Name.ShouldBe("b");
        server
            .Seen[1]
            .Query.ShouldStartWith("?watch=true&resourceVersion=5&allowWatchBookmarks=true");
    }

    [Theory]
    [InlineData(0.0, 300)]
    [InlineData(0.5, 450)]
    [InlineData(1.0, 600)]
    public async Task A_watch_is_asked_to_end_after_300_to_600_seconds(double random, int seconds)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Hang()
        );
        await using Running running = Run(server, random: random);

        await server.ArrivalAsync();

        (await server.ArrivalAsync()).Query.ShouldEndWith($"&timeoutSeconds={seconds}");
    }

    [Fact]
    public async Task A_clean_end_resumes_from_the_last_version_without_a_list()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Stream(Widget.Event("ADDED", Widget.Json("a", 6)), Widget.Bookmark(8)),
            Answer.Hang()
        );
        await using Running running = Run(server);

        (await VersionsAsync(server, 3)).ShouldBe(["list", "5", "8"]);
    }

    [Fact]
    public async Task Gone_in_the_stream_is_exactly_one_list_with_deletions_told()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", "", Widget.Json("a", 1), Widget.Json("b", 2)),
            Answer.Hang(Widget.Error(410, "Expired")),
            Answer.Page("9", "", Widget.Json("b", 2), Widget.Json("c", 9)),
            Answer.Hang()
        );
        await using Running running = Run(server);
        (await ToldAsync()).ShouldBe("a none->1");
        (await ToldAsync()).ShouldBe("b none->2");

        await _clock.PassAsync(First);

        (await ToldAsync()).ShouldBe("a 1->none");
        (await ToldAsync()).ShouldBe("c none->9");
        (await VersionsAsync(server, 4)).ShouldBe(["list", "5", "list", "9"]);
    }

    [Theory]
    [InlineData(410, "Expired")]
    [InlineData(500, "Gone")]
    public async Task Gone_in_the_answer_is_exactly_one_list(int status, string reason)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Failure(status, reason),
            Answer.Page("9", ""),
            Answer.Hang()
        );
        await using Running running = Run(server);

        await _clock.PassAsync(First);

        (await VersionsAsync(server, 4)).ShouldBe(["list", "5", "list", "9"]);
    }

    [Fact]
    public async Task Overload_backs_off_and_keeps_the_version()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Text(429, "Too many requests"),
            Answer.Text(429, "Too many requests", retryAfter: 4),
            Answer.Hang()
        );
        await using Running running = Run(server);

        await _clock.PassAsync(First);
        await _clock.PassAsync(TimeSpan.FromSeconds(4));

        (await VersionsAsync(server, 4)).ShouldBe(["list", "5", "5", "5"]);
    }

    [Fact]
    public async Task A_broken_connection_backs_off_and_resumes()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Stream(Widget.Event("ADDED", Widget.Json("a", 6)), """{"type":"ADDED","obj"""),
            Answer.Reset(),
            Answer.Hang()
        );
        await using Running running = Run(server);

        await _clock.PassAsync(First);
        await _clock.PassAsync(2 * First);

        (await VersionsAsync(server, 4)).ShouldBe(["list", "5", "6", "6"]);
        running.Store.List().ShouldHaveSingleItem().Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task An_end_at_once_without_events_backs_off()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Stream(),
            Answer.Stream(Widget.Bookmark(6)),
            Answer.Hang()
        );
        await using Running running = Run(server);

        await _clock.PassAsync(First);
        await _clock.PassAsync(2 * First);

        (await VersionsAsync(server, 4)).ShouldBe(["list", "5", "5", "6"]);
    }

    [Fact]
    public async Task A_list_that_fails_is_repeated_and_nothing_is_synced_before()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(500, "etcd is down"),
            Answer.Page("5", ""),
            Answer.Hang()
        );
        await using Running running = Run(server);

        await _clock.BeginsAsync(First);
        running.Store.Synced.IsCompleted.ShouldBeFalse();
        _clock.Advance(First);

        (await VersionsAsync(server, 3)).ShouldBe(["list", "list", "5"]);
        running.Store.Synced.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_replaced_before_the_last_page()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", "", Widget.Json("a", 1)),
            Answer.Hang(Widget.Error(410, "Gone")),
            Answer.Page("9", "next", Widget.Json("b", 8)),
            Answer.Text(500, "etcd is down")
        );
        await using Running running = Run(server);

        await _clock.PassAsync(First);
        await _clock.BeginsAsync(2 * First);

        running.Store.List().ShouldHaveSingleItem().Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task Objects_that_cannot_be_decoded_are_kept_and_reported_once_a_version()
    {
        var reported = new List<string>();
        var options = new ReflectorOptions
        {
            Namespace = "ns",
            Undecodable = (name, error) => reported.Add($"{name} {error[..11]}"),
        };
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", "", Widget.Odd("a", 1)),
            Answer.Hang(Widget.Event("ADDED", Widget.Odd("b", 6)) + Widget.Error(410, "Gone")),
            Answer.Page("9", "", Widget.Odd("a", 1), Widget.Odd("b", 6), Widget.Json("c", 9)),
            Answer.Hang()
        );
        await using Running running = Run(server, options);

        await _clock.PassAsync(First);
        (await VersionsAsync(server, 4)).ShouldBe(["list", "5", "list", "9"]);

        reported.ShouldBe(["ns/a $.spec.size", "ns/b $.spec.size"]);
        running.Store.Find(Client.Named("b"))!.Error.ShouldNotBeNull();
        running.Store.Find(Client.Named("c"))!.Value.ShouldNotBeNull();
        server.Seen.ShouldAllBe(request =>
            request.Path == "/apis/shop.example/v1/namespaces/ns/widgets"
        );
    }

    [Fact]
    public async Task A_frozen_server_is_left_after_the_watchdog()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Hang(Widget.Event("ADDED", Widget.Json("a", 6))),
            Answer.Hang()
        );
        await using Running running = Run(server, random: 0);
        (await ToldAsync()).ShouldBe("a none->6");

        await _clock.PassAsync(TimeSpan.FromSeconds(305));
        await _clock.PassAsync(First / 2);

        (await VersionsAsync(server, 3)).ShouldBe(["list", "5", "6"]);
    }

    [Fact]
    public async Task Only_cancellation_ends_a_reflector()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("5", ""),
            Answer.Hang()
        );
        using var stop = new CancellationTokenSource();
        Task running = NewReflector(server, new ReflectorOptions(), 1.0).RunAsync(stop.Token);
        await VersionsAsync(server, 2);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Which versions the first requests asked to start from.</summary>
    private static async Task<List<string>> VersionsAsync(ScriptedServer server, int count)
    {
        var versions = new List<string>();
        while (versions.Count < count)
        {
            SeenRequest request = await server.ArrivalAsync();
            string[] parts = request.Query.Split("resourceVersion=");
            versions.Add(parts.Length == 1 ? "list" : parts[1].Split('&')[0]);
        }

        return versions;
    }

    private async Task<string> ToldAsync()
    {
        using var patience = new CancellationTokenSource(
            TimeSpan.FromSeconds(20),
            TimeProvider.System
        );
        return await _changes.Reader.ReadAsync(patience.Token);
    }

    private Reflector<Widget> NewReflector(
        ScriptedServer server,
        ReflectorOptions options,
        double random
    )
    {
        var reflector = new Reflector<Widget>(
            Client.Widgets(server, _clock),
            options,
            _clock,
            NullLogger.Instance
        )
        {
            Jitter = () => random,
        };
        reflector.Store.Changed += change => _changes.Writer.TryWrite(Describe(change));
        return reflector;
    }

    private Running Run(
        ScriptedServer server,
        ReflectorOptions? options = null,
        double random = 1.0
    ) => new(NewReflector(server, options ?? new ReflectorOptions(), random));

    private static string Describe(StoreChange<Widget> change) =>
        $"{change.Name.Name} {change.Old?.Metadata.ResourceVersion ?? "none"}->{change.New?.Metadata.ResourceVersion ?? "none"}";

    /// <summary>Ends the reflector before the server, and fails the test when it ended by itself.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Running(Reflector<Widget> reflector)
        {
            Store = reflector.Store;
            _running = reflector.RunAsync(_stop.Token);
        }

        public Store<Widget> Store { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => _running);
            _stop.Dispose();
        }
    }
}
