using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Tests.Api;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.Kubernetes.Tests.Watch;

/// <summary>A reflector over TLS and HTTP/2, before a server that says what API servers say on bad days.</summary>
public sealed class WireFaultTests
{
    private const string Json = "application/json";

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Half_a_line_is_not_taken_and_the_watch_resumes_behind_the_last_whole_one()
    {
        string next = Widget.Event("MODIFIED", Widget.Json("a", 7));
        Channel<string> lines = Channel.CreateUnbounded<string>();
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5"),
            Reply.Stream(Json, lines.Reader.ReadAllAsync).ThenAbort(),
            Reply.Chunks(Json, next[..40], next[40..]).ThenHang()
        );

        lines.Writer.TryWrite(Widget.Event("ADDED", Widget.Json("a", 6)) + next[..40]);
        (await running.ToldAsync()).ShouldBe("a none->6");
        lines.Writer.Complete();
        await running.Clock.PassAsync(First);

        (await running.ToldAsync()).ShouldBe("a 6->7");
        (await running.VersionsAsync(3)).ShouldBe(["list", "5", "6"]);
    }

    [Fact]
    public async Task Events_told_twice_change_the_store_once()
    {
        string added = Widget.Event("ADDED", Widget.Json("a", 6));
        string deleted = Widget.Event("DELETED", Widget.Json("b", 7));
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5", Widget.Json("b", 1)),
            Reply
                .Chunks(
                    Json,
                    added + added,
                    deleted + deleted,
                    added,
                    Widget.Event("ADDED", Widget.Json("c", 8))
                )
                .ThenHang()
        );

        (await running.ToldAsync()).ShouldBe("b none->1");
        (await running.ToldAsync()).ShouldBe("a none->6");
        (await running.ToldAsync()).ShouldBe("b 1->none");
        (await running.ToldAsync()).ShouldBe("c none->8");
        running.Untold.ShouldBe(0);
    }

    [Theory]
    [InlineData(410, "Expired")]
    [InlineData(500, "InternalError")]
    public async Task An_error_in_the_stream_ends_it_with_exactly_one_list(int code, string reason)
    {
        string after = Widget.Event("ADDED", Widget.Json("never", 7));
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5"),
            Reply.Chunks(Json, Widget.Error(code, reason) + after).ThenHang(),
            Page("9", Widget.Json("a", 8)),
            Reply.Chunks(Json).ThenHang()
        );

        await running.Clock.PassAsync(First);

        (await running.ToldAsync()).ShouldBe("a none->8");
        (await running.VersionsAsync(4)).ShouldBe(["list", "5", "list", "9"]);
    }

    [Fact]
    public async Task Overload_in_the_stream_backs_off_and_resumes_from_the_same_version()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5"),
            Reply.Chunks(Json, Widget.Error(429, "TooManyRequests")).ThenHang(),
            Reply.Text("Too many requests, please try again later.\n", 429),
            Reply
                .Text("Too many requests, please try again later.\n", 429)
                .WithHeader("Retry-After", "4"),
            Reply.Chunks(Json, Widget.Event("ADDED", Widget.Json("a", 6))).ThenHang()
        );

        await running.Clock.PassAsync(First);
        await running.Clock.PassAsync(2 * First);
        await running.Clock.PassAsync(TimeSpan.FromSeconds(4));

        (await running.ToldAsync()).ShouldBe("a none->6");
        (await running.VersionsAsync(5)).ShouldBe(["list", "5", "5", "5", "5"]);
    }

    [Fact]
    public async Task Without_bookmarks_the_last_event_is_where_the_watch_resumes()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5"),
            Reply.Chunks(Json, Widget.Event("ADDED", Widget.Json("a", 6))),
            Reply.Chunks(Json, Widget.Event("DELETED", Widget.Json("a", 9))),
            Reply.Chunks(Json).ThenHang()
        );

        (await running.VersionsAsync(4)).ShouldBe(["list", "5", "6", "9"]);
    }

    [Fact]
    public async Task GOAWAY_moves_new_requests_to_a_new_connection_and_leaves_the_watch_alone()
    {
        Channel<string> lines = Channel.CreateUnbounded<string>();
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5"),
            Reply.Stream(Json, lines.Reader.ReadAllAsync).WithGoAway()
        );
        running.Server.Always(
            request => request.Path.EndsWith("/other", StringComparison.Ordinal),
            _ => Reply.Json(Widget.Json("other", 1))
        );
        lines.Writer.TryWrite(Widget.Event("ADDED", Widget.Json("a", 6)));
        (await running.ToldAsync()).ShouldBe("a none->6");

        // The server says GOAWAY in its own time.
        await Eventually.HoldsAsync(
            async () =>
            {
                (await running.Api.GetAsync(Client.Named("other"), default)).ShouldNotBeNull();
                running.Proxy.Accepted.ShouldBe(2);
            },
            Patience
        );
        lines.Writer.TryWrite(Widget.Event("ADDED", Widget.Json("b", 7)));

        (await running.ToldAsync()).ShouldBe("b none->7");
        running.Proxy.Accepted.ShouldBe(2);
        (await running.VersionsAsync(3)).ShouldBe(["list", "5", "list"]);
        running.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task An_answer_whose_compression_is_broken_is_tried_again()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Reply.Json("no gzip at all").WithHeader("Content-Encoding", "gzip"),
            Page("5", Widget.Json("a", 1)),
            Reply.Chunks(Json, "no gzip at all").WithHeader("Content-Encoding", "gzip"),
            Reply.Chunks(Json, Widget.Event("ADDED", Widget.Json("b", 6))).ThenHang()
        );

        await running.Clock.PassAsync(First);
        (await running.ToldAsync()).ShouldBe("a none->1");
        await running.Clock.PassAsync(2 * First);

        (await running.ToldAsync()).ShouldBe("b none->6");
        (await running.VersionsAsync(4)).ShouldBe(["list", "list", "5", "5"]);
    }

    [Fact]
    public async Task An_answer_that_is_no_list_deletes_nothing()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5", Widget.Json("a", 1)),
            Reply.Chunks(Json, Widget.Error(410, "Expired")),
            Reply.Json("""{"message":"The gateway is being restarted."}"""),
            Page("9", Widget.Json("a", 1), Widget.Json("b", 8)),
            Reply.Chunks(Json).ThenHang()
        );

        (await running.ToldAsync()).ShouldBe("a none->1");
        await running.Clock.PassAsync(First);
        await running.Clock.PassAsync(2 * First);

        (await running.ToldAsync()).ShouldBe("b none->8");
    }

    [Fact]
    public async Task An_object_nested_beyond_reason_is_reported_and_blocks_nothing()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Page("5", Deep("listed", 1), Widget.Json("a", 2)),
            Reply
                .Chunks(
                    Json,
                    Widget.Event("ADDED", Deep("watched", 6))
                        + Widget.Event("ADDED", Widget.Json("b", 7))
                )
                .ThenHang()
        );

        (await running.ToldAsync()).ShouldBe("listed none->1");
        (await running.ToldAsync()).ShouldBe("a none->2");
        (await running.ToldAsync()).ShouldBe("watched none->6");
        (await running.ToldAsync()).ShouldBe("b none->7");
        running.Store.Find(Client.Named("watched"))!.Error.ShouldNotBeNull().ShouldContain("depth");
    }

    [Fact]
    public async Task A_failure_is_one_line_that_says_what_was_attempted_and_when_it_is_tried_again()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Reply.Text("etcd is down", 500),
            Page("5"),
            Reply.Text("no watch today", 503),
            Reply.Chunks(Json).ThenHang()
        );

        await running.Clock.PassAsync(First);
        await running.Clock.PassAsync(2 * First);
        await running.VersionsAsync(4);

        LoggedLine[] warnings =
        [
            .. running.Log.Lines.Where(line => line.Level == LogLevel.Warning),
        ];
        warnings
            .Select(line => line.Text)
            .ShouldBe([
                "Listing widgets failed; trying again in 00:00:00.8000000: GET /apis/shop.example/v1/widgets?limit=500: 500 Internal Server Error: etcd is down",
                "The watch of widgets failed at 5; going on in 00:00:01.6000000: GET /apis/shop.example/v1/widgets?watch=true&resourceVersion=5&allowWatchBookmarks=true&timeoutSeconds=600: 503 Service Unavailable: no watch today",
            ]);
        warnings.ShouldAllBe(line => line.Exception == null);
    }

    private static Reply Page(string resourceVersion, params string[] items) =>
        Reply.Json(
            $$"""{"kind":"WidgetList","metadata":{"resourceVersion":"{{resourceVersion}}"},"items":[{{string.Join(',', items)}}]}"""
        );

    private static string Deep(string name, int version)
    {
        string nested = string.Concat(Enumerable.Repeat("[", 500)) + new string(']', 500);
        return $$$"""{"metadata":{"namespace":"ns","name":"{{{name}}}","uid":"{{{name}}}","resourceVersion":"{{{version}}}"},"extra":{{{nested}}}}""";
    }
}
