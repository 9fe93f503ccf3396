using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>Every figure of a year of random pages, read pass by pass as the operator does, against one computed by brute force.</summary>
public sealed class YearOfPagesTests
{
    private const int Days = 21;
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static readonly OnCallPlan Plan = new()
    {
        Schedule = new WeeklyRotation(
            London,
            IsoDayOfWeek.Monday,
            new LocalTime(9, 0),
            new LocalDate(2026, 1, 5),
            ["ann", "bob", "cyd", "dan", "eve"]
        ),
        Hours = new HoursRule
        {
            Zone = London,
            MemberZones = new Dictionary<string, DateTimeZone> { ["dan"] = Chicago },
            Holidays = new HashSet<LocalDate> { new(2026, 12, 25) },
        },
        Window = TimeSpan.FromDays(Days),
        Thresholds = new LoadThresholds(
            new Dictionary<LoadMetric, LoadThreshold>
            {
                [LoadMetric.IncidentsPer12h] = new(0.1m, 0.2m),
            }
        ),
        MinimumCoverage = 0m,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_figure_equals_the_one_that_brute_force_finds(int seed)
    {
        var year = new PageYear(seed);
        int pages = 0;

        foreach (PageHistory history in Passes(year))
        {
            LoadFigures figures = LoadAssessor.Assess(Plan, history).Figures;
            var oracle = new LoadOracle(year, history.Known.End, (London, Chicago));
            var window = new TimeRange(history.Known.End.AddDays(-Days), history.Known.End);
            Compare(figures, oracle, window);
            pages += figures.ByHours.Total;
        }

        pages.ShouldBeGreaterThan(500);
    }

    /// <summary>Each reads nine days and an odd time more, overlaps the last by one merge gap, and forgets what is too old to matter.</summary>
    private static IEnumerable<PageHistory> Passes(PageYear year)
    {
        var rule = new EpisodeRule(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        var alerts = new AlertLedger(rule);
        var coverage = new CoverageLedger(rule.EvaluationInterval);
        DateTimeOffset from = PageYear.Start;
        for (int day = 43; day < 355; day += 9)
        {
            DateTimeOffset to = PageYear.Start.AddDays(day).AddMinutes(day * 37);
            var read = new TimeRange(from - rule.MergeGap, to);
            foreach ((AlertSeries series, DateTimeOffset[] samples) in year.Series)
            {
                alerts.Add(series, samples.Where(read.Contains));
            }

            coverage.Add(year.Watchdog.Where(time => read.Contains(time) || time == to));
            var known = new TimeRange(to - LoadAssessor.Lookback(Plan.Window), to);
            alerts.Forget(known.Start - rule.MergeGap);
            coverage.Forget(known.Start);
            yield return new PageHistory
            {
                Incidents = alerts.Incidents(to),
                UpperStarts = alerts.UpperStarts(),
                Known = known,
                Covered = coverage.Within(known),
            };
            from = to;
        }
    }

    private static void Compare(LoadFigures figures, LoadOracle oracle, TimeRange window)
    {
        IReadOnlyList<LoadOracle.Woken> woken = oracle.In(window);
        var month = new TimeRange(window.End.AddDays(-30), window.End);
        var before = new TimeRange(window.Start.AddDays(-Days), window.Start);
        (int completed, int over, int sleep) = oracle.Shifts(window);

        figures.ByHours.ShouldBe(
            new HoursCounts(
                woken.Count(page => page.Hours == HoursClass.Business),
                woken.Count(page => page.Hours == HoursClass.Off),
                woken.Count(page => page.Hours == HoursClass.Sleep),
                woken.Count(page => page.Hours == HoursClass.Uncovered)
            )
        );
        figures.Upper.ShouldBe(oracle.UpperIn(window));
        Same(figures.Coverage, oracle.CoverageOf(window));
        Same(figures[LoadMetric.IncidentsPer12h], oracle.Per12h(window));
        Same(figures[LoadMetric.ShiftsOverBudget], (decimal)over / completed);
        figures[LoadMetric.OffHoursPerResponder30d].ShouldBe(oracle.MostOffHours(month));
        Same(figures[LoadMetric.SleepPagesPerShift], (decimal)sleep / completed);
        Same(
            figures[LoadMetric.AlertsPerIncident],
            woken.Count == 0 ? null : woken.Average(page => (decimal)page.Onsets)
        );
        Same(
            figures[LoadMetric.TransientShare],
            woken.Count == 0 ? null : woken.Average(page => page.IsTransient ? 1m : 0m)
        );
        figures[LoadMetric.RepeatsPer7d].ShouldBe(oracle.MostRepeats(window));
        // Five members by the week: a round is longer than the window.
        var round = new TimeRange(window.End.AddDays(-35), window.End);
        Same(figures[LoadMetric.OnCallShare], oracle.MostOnCall(round));
        Same(figures[LoadMetric.MedianRestoreMinutes], Median(woken));
        Same(figures.Trend?.Previous, oracle.Per12h(before));
        figures
            .TopRepeats.Select(repeat => (repeat.Key, repeat.Count, repeat.Transient))
            .ShouldBe(
                woken
                    .GroupBy(page => page.Key)
                    .Select(key => (key.Key, key.Count(), key.Count(page => page.IsTransient)))
                    .Where(key => key.Item2 > 1)
                    .OrderByDescending(key => key.Item2)
                    .ThenBy(key => key.Key, StringComparer.Ordinal)
                    .Take(5)
            );
    }

    private static decimal? Median(IReadOnlyList<LoadOracle.Woken> woken)
    {
        decimal[] minutes = [.. woken.Select(page => page.Minutes).OfType<decimal>().Order()];
        return minutes.Length == 0
            ? null
            : (minutes[(minutes.Length - 1) / 2] + minutes[minutes.Length / 2]) / 2;
    }

    /// <summary>Equal but for what decimals lose where thirds are divided and multiplied again.</summary>
    private static void Same(decimal? figure, decimal? expected)
    {
        (figure is null).ShouldBe(expected is null);
        (figure ?? 0).ShouldBe(expected ?? 0, 0.000_000_000_1m);
    }
}
