using System.Net;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Watch;

public sealed class WatchSessionTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);

    private readonly WatchSession _session;

    public WatchSessionTests()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
        _session = new WatchSession(new Backoff(clock, () => 1.0));
    }

    [Fact]
    public void A_list_comes_first_and_at_once() => ShouldList(after: TimeSpan.Zero);

    [Fact]
    public void A_watch_follows_from_the_version_of_the_list()
    {
        _session.Listed("5");

        ShouldWatch(from: "5", after: TimeSpan.Zero);
    }

    [Fact]
    public void A_list_that_failed_is_repeated_later()
    {
        _session.ListFailed(Failure(code: null));

        ShouldList(after: First);
    }

    [Fact]
    public void A_clean_end_resumes_at_once_from_the_last_version()
    {
        Watching();
        _session.Changed("6");
        _session.WatchEnded(TimeSpan.FromMilliseconds(10));

        ShouldWatch(from: "6", after: TimeSpan.Zero);
    }

    [Fact]
    public void A_clean_end_after_a_second_of_silence_is_no_error()
    {
        Watching();
        _session.WatchEnded(TimeSpan.FromSeconds(1));

        ShouldWatch(from: "5", after: TimeSpan.Zero);
    }

    [Fact]
    public void An_end_in_under_a_second_without_events_backs_off()
    {
        Watching();
        _session.WatchEnded(TimeSpan.FromSeconds(0.999));

        ShouldWatch(from: "5", after: First);
    }

    [Fact]
    public void A_bookmark_moves_on_but_is_no_sign_of_life()
    {
        Watching();
        _session.Bookmarked("9");
        _session.WatchEnded(TimeSpan.FromSeconds(0.5));

        ShouldWatch(from: "9", after: First);
    }

    [Fact]
    public void Events_of_an_earlier_watch_excuse_nothing()
    {
        Watching();
        _session.Changed("6");
        _session.WatchEnded(TimeSpan.FromMinutes(5));
        _session.WatchStarted();
        _session.WatchEnded(TimeSpan.Zero);

        ShouldWatch(from: "6", after: First);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_event_without_a_version_keeps_the_last(string? none)
    {
        Watching();
        _session.Changed(none);
        _session.WatchEnded(TimeSpan.Zero);

        ShouldWatch(from: "5", after: TimeSpan.Zero);
    }

    [Theory]
    [InlineData(410, "Expired")]
    [InlineData(410, "Gone")]
    [InlineData(0, "Expired")]
    [InlineData(500, "InternalError")]
    [InlineData(0, "UnreadableLine")]
    public void An_error_event_lists_again(int code, string reason)
    {
        Watching();
        _session.WatchErrored(new KubeStatus { Code = code, Reason = reason });

        ShouldList(after: First);
    }

    [Fact]
    public void An_error_event_of_overload_waits_and_resumes()
    {
        Watching();
        var details = new KubeStatusDetails { RetryAfterSeconds = 5 };
        _session.WatchErrored(new KubeStatus { Code = 429, Details = details });

        ShouldWatch(from: "5", after: TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(410, null)]
    [InlineData(500, "Expired")]
    [InlineData(500, "Gone")]
    [InlineData(400, "BadRequest")]
    [InlineData(404, "NotFound")]
    public void An_answer_that_the_start_is_gone_lists_again(int code, string? reason)
    {
        Watching();
        _session.WatchFailed(Failure(code, reason));

        ShouldList(after: First);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public void Refused_connections_and_overload_never_list_again(int? code)
    {
        Watching();
        _session.WatchFailed(Failure(code));
        ShouldWatch(from: "5", after: First);

        _session.WatchStarted();
        _session.WatchFailed(Failure(code));
        ShouldWatch(from: "5", after: 2 * First);
    }

    [Fact]
    public void The_server_may_ask_for_more_time_but_not_for_more_than_30_s()
    {
        Watching();
        _session.WatchFailed(Failure(429, retryAfter: 7));
        ShouldWatch(from: "5", after: TimeSpan.FromSeconds(7));

        _session.WatchFailed(Failure(429, retryAfter: 3600));
        ShouldWatch(from: "5", after: TimeSpan.FromSeconds(30));
    }

    private static KubeException Failure(
        int? code,
        string? reason = null,
        int? retryAfter = null
    ) =>
        new("no")
        {
            StatusCode = (HttpStatusCode?)code,
            Reason = reason,
            RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    private void Watching()
    {
        _session.Listed("5");
        _session.WatchStarted();
    }

    private void ShouldList(TimeSpan after) =>
        (_session.ResourceVersion, _session.Delay).ShouldBe((null, after));

    private void ShouldWatch(string from, TimeSpan after) =>
        (_session.ResourceVersion, _session.Delay).ShouldBe((from, after));
}
