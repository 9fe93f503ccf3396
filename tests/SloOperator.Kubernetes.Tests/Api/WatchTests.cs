using System.Net;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class WatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly WatchOptions From5 = new()
    {
        ResourceVersion = "5",
        Timeout = TimeSpan.FromSeconds(300),
    };

    [Fact]
    public async Task A_watch_starts_from_the_version_given_and_asks_for_bookmarks_and_an_end()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Stream());

        await ReadAsync(server, From5 with { Namespace = "shop", LabelSelector = "a=b" });

        server.Seen[0].Path.ShouldBe("/apis/shop.example/v1/namespaces/shop/widgets");
        server
            .Seen[0]
            .Query.ShouldBe(
                "?watch=true&resourceVersion=5&allowWatchBookmarks=true&timeoutSeconds=300&labelSelector=a%3Db"
            );
    }

    [Fact]
    public async Task Events_are_framed_by_line_however_they_arrive()
    {
        string one = Widget.Event("ADDED", Widget.Json("one🙂", 6));
        string two = Widget.Event("MODIFIED", Widget.Json("two", 7));
        string three = Widget.Event("DELETED", Widget.Json("three", 8));
        await using var server = await ScriptedServer.StartAsync(
            Answer.Stream(
                one[..20],
                one[20..] + two + three[..5],
                three[5..^1],
                "\n",
                Widget.Bookmark(9)
            )
        );

        List<WatchEvent<Widget>> events = await ReadAsync(server, From5);

        events
            .Select(change => (change.Type, change.Object?.Metadata.Name, change.ResourceVersion))
            .ShouldBe([
                (WatchEventType.Added, "one🙂", "6"),
                (WatchEventType.Modified, "two", "7"),
                (WatchEventType.Deleted, "three", "8"),
                (WatchEventType.Bookmark, null, "9"),
            ]);
    }

    [Fact]
    public async Task An_error_event_ends_the_stream()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Hang(
                Widget.Error(410, "Expired") + Widget.Event("ADDED", Widget.Json("after", 6))
            )
        );

        List<WatchEvent<Widget>> events = await ReadAsync(server, From5);

        WatchEvent<Widget> error = events.ShouldHaveSingleItem();
        error.Type.ShouldBe(WatchEventType.Error);
        error.Status!.Code.ShouldBe(410);
        error.Status.Reason.ShouldBe("Expired");
    }

    [Fact]
    public async Task A_line_that_cannot_be_decoded_keeps_its_metadata_and_delays_nobody()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Stream(
                Widget.Event("ADDED", Widget.Odd("odd", 6))
                    + Widget.Event("ADDED", Widget.Json("good", 7))
            )
        );

        List<WatchEvent<Widget>> events = await ReadAsync(server, From5);

        events.Select(change => change.ResourceVersion).ShouldBe(["6", "7"]);
        events[0].Object!.Name.ShouldBe(new ResourceName("ns", "odd"));
        events[0].Object!.Error.ShouldStartWith("$.spec.size: found \"huge\"");
        events[1].Object!.Value.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("<html>\n")]
    [InlineData("{}\n")]
    [InlineData("\n")]
    [InlineData("{\"type\":\"REPLACED\",\"object\":{}}\n")]
    [InlineData("{\"type\":\"ADDED\"}\n")]
    public async Task A_line_that_is_no_event_ends_the_stream_as_an_error(string line)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Hang(line));

        List<WatchEvent<Widget>> events = await ReadAsync(server, From5);

        events.ShouldHaveSingleItem().Status!.Reason.ShouldBe("UnreadableLine");
    }

    [Fact]
    public async Task Half_a_line_is_a_failure_after_the_whole_ones_were_told()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Stream(
                Widget.Event("ADDED", Widget.Json("one", 6)) + """{"type":"ADDED","object":{"meta"""
            )
        );
        var events = new List<WatchEvent<Widget>>();

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            ReadAsync(server, From5, into: events)
        );

        failure.Message.ShouldEndWith("the watch ended in the middle of a line");
        events.ShouldHaveSingleItem().ResourceVersion.ShouldBe("6");
    }

    [Fact]
    public async Task A_reset_connection_is_a_failure_without_a_status()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Reset(Widget.Event("ADDED", Widget.Json("one", 6)))
        );

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            ReadAsync(server, From5)
        );

        failure.StatusCode.ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_is_frozen_is_noticed_five_seconds_after_the_timeout()
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(Answer.Hang());
        Task<List<WatchEvent<Widget>>> watching = ReadAsync(server, From5, clock);
        await clock.BeginsAsync(TimeSpan.FromSeconds(305));

        clock.Advance(TimeSpan.FromSeconds(304));
        watching.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        KubeException failure = await Should.ThrowAsync<KubeException>(() => watching);
        failure.Message.ShouldEndWith("not answered in full within 305 s");
    }

    [Fact]
    public async Task Events_that_never_end_do_not_put_off_the_end_of_the_watch()
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Drip(Widget.Event("MODIFIED", Widget.Json("busy", 6)))
        );
        Task<List<WatchEvent<Widget>>> watching = ReadAsync(server, From5, clock);

        await clock.PassAsync(TimeSpan.FromSeconds(305));

        KubeException failure = await Should.ThrowAsync<KubeException>(() => watching);
        failure.Message.ShouldEndWith("not answered in full within 305 s");
    }

    [Fact]
    public async Task A_server_that_sends_no_headers_is_left_after_thirty_seconds()
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(Answer.Silence());
        Task<List<WatchEvent<Widget>>> watching = ReadAsync(server, From5, clock);
        await server.ArrivalAsync();

        await clock.PassAsync(TimeSpan.FromSeconds(30));

        KubeException failure = await Should.ThrowAsync<KubeException>(() => watching);
        failure.Message.ShouldEndWith("not answered in full within 30 s");
    }

    [Fact]
    public async Task A_version_that_is_too_old_is_gone()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Failure(410, "Expired"));

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            ReadAsync(server, From5)
        );

        failure.StatusCode.ShouldBe(HttpStatusCode.Gone);
        failure.IsGone.ShouldBeTrue();
    }

    [Fact]
    public async Task A_watch_refused_with_retry_after_is_not_retried_inside()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(429, "Too many requests", retryAfter: 1)
        );

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            ReadAsync(server, From5)
        );

        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancellation_stays_a_cancellation()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Hang());
        using var stop = new CancellationTokenSource();
        Task watching = ReadAsync(server, From5, ct: stop.Token);
        await server.ArrivalAsync();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => watching);
    }

    /// <summary>To its end, which must not be long in coming.</summary>
    private static Task<List<WatchEvent<Widget>>> ReadAsync(
        ScriptedServer server,
        WatchOptions options,
        TimeProvider? time = null,
        List<WatchEvent<Widget>>? into = null,
        CancellationToken ct = default
    ) =>
        ReadToEndAsync(server, options, time, into, ct).WaitAsync(Patience, CancellationToken.None);

    private static async Task<List<WatchEvent<Widget>>> ReadToEndAsync(
        ScriptedServer server,
        WatchOptions options,
        TimeProvider? time,
        List<WatchEvent<Widget>>? into,
        CancellationToken ct
    )
    {
        List<WatchEvent<Widget>> events = into ?? [];
        await foreach (
            WatchEvent<Widget> change in Client.Widgets(server, time).WatchAsync(options, ct)
        )
        {
            events.Add(change);
        }

        return events;
    }
}
