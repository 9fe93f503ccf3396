using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Budgets;

/// <summary>
/// What exclusions take out of a budget on a real Prometheus, against the log of all events. Scrapes on the grid of exclusions lose nothing;
/// others see an event up to a scrape interval late, at either edge.
/// </summary>
public sealed class ExclusionTests
{
    private static readonly DateTimeOffset Noon = Time("2026-11-20T12:00:00Z");
    private static readonly RollingWindow Window = new(TimeSpan.FromDays(14));
    private static readonly Objective Promise = new("availability", new Target(99.9m));
    private static readonly ResourceName Owner = new("shop", "checkout");

    [Theory]
    [InlineData("2026-11-20T10:02:00Z", "2026-11-20T10:31:00Z")] // two hours ago
    [InlineData("2026-11-10T10:02:00Z", "2026-11-10T10:31:00Z")] // ten days ago
    [InlineData("2026-11-10T10:05:00Z", "2026-11-10T10:30:00Z")] // on bucket edges
    [InlineData("2026-11-10T10:00:00Z", "2026-11-10T13:00:00Z")] // on hour edges
    [InlineData("2026-11-10T10:02:00Z", "2026-11-10T10:03:15Z")] // inside one bucket
    [InlineData("2026-11-09T22:58:45Z", "2026-11-11T03:01:15Z")] // a day and more
    [InlineData("2026-11-20T11:41:00Z", "2026-11-20T15:00:00Z")] // under way
    [InlineData("2026-11-01T00:00:00Z", "2026-11-06T14:17:00Z")] // since before the window
    public async Task An_exclusion_added_after_the_fact_returns_exactly_its_events(
        string start,
        string end
    )
    {
        SeriesHistory history = Shop(TimeSpan.Zero);
        ExcludedTime excluded = new("patch", Time(start), Time(end));

        (BudgetFigures before, BudgetFigures after) = await MeasureAsync(history, excluded);

        (DateTimeOffset from, DateTimeOffset to) = InWindow(excluded);
        (before.BadEvents - after.BadEvents).ShouldBe(Bad(history, from, to));
        (before.TotalEvents - after.TotalEvents).ShouldBe(Total(history, from, to));
        after.RemainingRaw.ShouldBe(before.Remaining);
        after.Remaining.ShouldBe(
            1 - (after.BadEvents / (Promise.Target.AllowedRatio * after.TotalEvents))
        );
        after.Excluded.ShouldBe(to - from);
    }

    [Theory]
    [InlineData("2026-11-20T10:02:00Z", "2026-11-20T10:31:00Z")]
    [InlineData("2026-11-10T10:02:00Z", "2026-11-10T10:31:00Z")]
    public async Task Scrapes_off_the_grid_move_its_events_by_a_scrape_interval_at_most(
        string start,
        string end
    )
    {
        TimeSpan offset = TimeSpan.FromSeconds(7);
        TimeSpan interval = TimeSpan.FromSeconds(15);
        SeriesHistory history = Shop(offset);
        ExcludedTime excluded = new("patch", Time(start), Time(end));

        (BudgetFigures before, BudgetFigures after) = await MeasureAsync(history, excluded);

        // The last scrape before a full minute is eight seconds old.
        TimeSpan age = interval - offset;
        decimal removed = before.TotalEvents - after.TotalEvents;
        removed.ShouldBe(Total(history, excluded.Start - age, excluded.End - age));
        decimal atEdges =
            Total(history, excluded.Start - interval, excluded.Start)
            + Total(history, excluded.End - interval, excluded.End);
        removed.ShouldBe(Total(history, excluded.Start, excluded.End), atEdges);
    }

    [Fact]
    public async Task A_restart_inside_the_excluded_time_costs_no_more_than_what_no_scrape_saw()
    {
        SeriesHistory history = new(Noon - TimeSpan.FromDays(15), Noon.AddHours(1), Seconds(15));
        DateTimeOffset restart = Time("2026-11-10T10:17:00Z");
        Series(history, "200").PerMinuteAtRandom(seed: 1, mean: 600).ResetAt(restart);
        Series(history, "500").PerMinuteAtRandom(seed: 2, mean: 6).ResetAt(restart);
        ExcludedTime excluded = new(
            "patch",
            Time("2026-11-10T10:02:00Z"),
            Time("2026-11-10T10:31:00Z")
        );

        (BudgetFigures before, BudgetFigures after) = await MeasureAsync(history, excluded);

        // increase() extrapolates the buckets around the restart: by no more than two scrape intervals' events.
        decimal truth = Total(history, excluded.Start, excluded.End);
        (before.TotalEvents - after.TotalEvents).ShouldBe(truth, truth * 30 / (29 * 60));
    }

    /// <summary>Figures without the exclusion, and once it was added and what it needs was read.</summary>
    private static async Task<(BudgetFigures Before, BudgetFigures After)> MeasureAsync(
        SeriesHistory history,
        ExcludedTime excluded
    )
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(history);
        var endpoint = new EndpointOptions("default", prometheus.Url);
        var collector = new BudgetCollector(
            options => new PrometheusClient(options, new NoSecrets(), TimeProvider.System),
            TimeProvider.System,
            NullLogger<BudgetCollector>.Instance
        );
        collector.Track(Subscription(endpoint, WantedDetail.None));
        await collector.CollectOnceAsync(Noon.AddSeconds(30), CancellationToken.None);
        BudgetFigures before = Assess(collector, []).Figures.ShouldNotBeNull();
        before.EvaluatedAt.ShouldBe(Noon);

        WantedDetail needed = collector
            .Read(
                Owner,
                readings =>
                    ExclusionPlan.Needed(
                        [excluded],
                        Window.SpanAt(Noon),
                        readings[0].Ledger.DetailedAfter
                    )
            )
            .ShouldNotBeNull();
        collector.Track(Subscription(endpoint, needed));
        await collector.CollectOnceAsync(Noon.AddSeconds(30), CancellationToken.None);
        Assessment after = Assess(collector, [excluded]);
        after.IsExclusionPending.ShouldBeFalse();
        return (before, after.Figures.ShouldNotBeNull());
    }

    private static Assessment Assess(
        BudgetCollector collector,
        IReadOnlyList<ExcludedTime> excluded
    ) =>
        collector
            .Read(Owner, readings => Assessor.Assess(Promise, Window, readings[0], excluded))
            .ShouldNotBeNull();

    private static Subscription Subscription(EndpointOptions endpoint, WantedDetail apart) =>
        new(
            Owner,
            new Tenant("shop", "payments"),
            endpoint,
            [
                new ObjectiveSubscription(
                    Promise.Name,
                    new Indicator.ErrorEvents(
                        Selected($"{SloText.Total}{{code=\"500\"}}"),
                        Selected(SloText.Total)
                    ),
                    Window,
                    null
                )
                {
                    Apart = apart,
                },
            ]
        );

    private static SeriesHistory Shop(TimeSpan offset)
    {
        SeriesHistory history = new(Noon - TimeSpan.FromDays(15), Noon.AddHours(1), Seconds(15))
        {
            ScrapeOffset = offset,
        };
        Series(history, "200").PerMinuteAtRandom(seed: 1, mean: 600);
        Series(history, "500").PerMinuteAtRandom(seed: 2, mean: 6);
        return history;
    }

    private static CounterHistory Series(SeriesHistory history, string code) =>
        history.Counter(SloText.Total, ("code", code));

    private static (DateTimeOffset From, DateTimeOffset To) InWindow(ExcludedTime excluded)
    {
        DateTimeOffset start = Noon - Window.Length;
        return (
            excluded.Start > start ? excluded.Start : start,
            excluded.End < Noon ? excluded.End : Noon
        );
    }

    private static decimal Bad(SeriesHistory history, DateTimeOffset from, DateTimeOffset to) =>
        history.Log.Count(SloText.Total, from, to, ("code", "500"));

    private static decimal Total(SeriesHistory history, DateTimeOffset from, DateTimeOffset to) =>
        history.Log.Count(SloText.Total, from, to);

    private static Selector Selected(string text) =>
        Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static DateTimeOffset Time(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);

    private sealed class NoSecrets : ISecretReader
    {
        public ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct) =>
            ValueTask.FromResult<string?>(null);
    }
}
