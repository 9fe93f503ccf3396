using NodaTime;
using SloOperator.Controllers;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;
using SloOperator.Pagers;

namespace SloOperator.Tests.Controllers.OnCall;

public sealed class PagerHistoryTests
{
    private static readonly TimeSpan Lookback = TimeSpan.FromDays(42);
    private readonly ScriptedPager _pager = new();
    private readonly PagerHistory _history;

    public PagerHistoryTests() =>
        _history = new PagerHistory(
            new PagerSubscription(
                new ResourceName("shop", "primary"),
                new PagerOptions(
                    PagerType.PagerDuty,
                    new Uri("https://api.pagerduty.com"),
                    new SecretKey("pd", "token")
                ),
                DateTimeZone.Utc,
                Lookback
            ),
            _pager
        );

    [Fact]
    public void Before_the_first_answer_nothing_is_known() => _history.Read().ShouldBeNull();

    [Fact]
    public async Task The_first_pass_asks_for_everything_and_later_ones_for_what_is_new()
    {
        await PassAsync(0, Page("a", -60, -50));
        await PassAsync(5, Page("b", 2, 4));

        _pager.Asked.ShouldBe([
            new TimeRange(Given.Noon - Lookback, Given.Noon),
            new TimeRange(Given.Noon, Minute(5)),
        ]);
        PageHistory read = _history.Read().ShouldNotBeNull();
        read.Incidents.Select(incident => incident.Key).ShouldBe(["a", "b"]);
        read.UpperStarts.ShouldBe([Minute(-60), Minute(2)]);
        read.Known.ShouldBe(new TimeRange(Minute(5) - Lookback, Minute(5)));
        read.Covered.ShouldBe([read.Known]);
    }

    [Fact]
    public async Task What_was_open_is_asked_for_again_until_its_end_is_known()
    {
        await PassAsync(0, Page("a", -60, -50), Page("b", -3, null));
        await PassAsync(5, Page("b", -3, 4));
        await PassAsync(10);

        _pager.Asked[1].Start.ShouldBe(Minute(-3));
        _pager.Asked[2].Start.ShouldBe(Minute(5));
        _history.Read()!.Incidents.ShouldBe([Page("a", -60, -50), Page("b", -3, 4)]);
    }

    [Fact]
    public async Task What_is_too_old_is_forgotten()
    {
        await PassAsync(0, Page("a", -60, -50));

        await PassAsync((int)Lookback.TotalMinutes - 30);

        _history.Read()!.Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_keeps_the_last_answer_and_says_since_when()
    {
        await PassAsync(0, Page("a", -60, -50));
        _pager.Next = new PagerAnswer.Failed("pd: answered 503");
        await _history.PassAsync(Minute(5), CancellationToken.None);
        await _history.PassAsync(Minute(10), CancellationToken.None);

        PageHistory read = _history.Read().ShouldNotBeNull();
        read.Failure.ShouldBe(new(Minute(5), "pd: answered 503"));
        read.Known.End.ShouldBe(Given.Noon);
        read.Incidents.Count.ShouldBe(1);

        await PassAsync(15);
        _history.Read()!.Failure.ShouldBeNull();
        _pager.Asked[^1].Start.ShouldBe(Given.Noon);
    }

    [Fact]
    public async Task A_pager_that_never_answered_is_unread()
    {
        _pager.Next = new PagerAnswer.Failed("pd: answered 401");
        await _history.PassAsync(Given.Noon, CancellationToken.None);

        PageHistory read = _history.Read().ShouldNotBeNull();
        read.Known.Length.ShouldBe(TimeSpan.Zero);
        read.Failure!.Reason.ShouldBe("pd: answered 401");
    }

    [Fact]
    public async Task A_pager_that_asks_to_be_left_alone_is()
    {
        _pager.Next = new PagerAnswer.Failed("pd: answered 429", Minute(7));
        await _history.PassAsync(Given.Noon, CancellationToken.None);

        await PassAsync(5);
        _pager.Asked.Count.ShouldBe(1);

        await PassAsync(7);
        _pager.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_that_was_put_back_starts_over()
    {
        await PassAsync(0, Page("a", -60, -50));

        await PassAsync(-90, Page("c", -120, -100));

        _pager.Asked[1].Start.ShouldBe(Minute(-90) - Lookback);
        _history.Read()!.Incidents.ShouldBe([Page("c", -120, -100)]);
    }

    [Fact]
    public async Task What_the_pager_left_out_is_told()
    {
        _pager.Next = new PagerAnswer.Answered([], [], ["3 log entries could not be read"]);
        await _history.PassAsync(Given.Noon, CancellationToken.None);

        _history.Read()!.Warnings.ShouldBe(["3 log entries could not be read"]);
    }

    private Task PassAsync(int minute, params Incident[] incidents)
    {
        _pager.Next = new PagerAnswer.Answered(incidents, [], []);
        return _history.PassAsync(Minute(minute), CancellationToken.None);
    }

    private static Incident Page(string key, int start, int? end) =>
        new(key, Minute(start), end is { } known ? Minute(known) : null, 1);

    private static DateTimeOffset Minute(int minute) => Given.Noon.AddMinutes(minute);

    private sealed class ScriptedPager : IPagerReader
    {
        public List<TimeRange> Asked { get; } = [];

        public PagerAnswer Next { get; set; } = new PagerAnswer.Answered([], [], []);

        public Task<PagerAnswer> ReadAsync(PagerQuery query, CancellationToken ct)
        {
            Asked.Add(query.Range);
            return Task.FromResult(Next);
        }
    }
}
