using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>The forecast is the evaluation at which the gate opens when the history is played forward, one bucket more or less.</summary>
public sealed class ReliefLaws
{
    private static readonly Gen<CalendarWindow> Calendar =
        from period in Gen.Elements(CalendarPeriod.Week, CalendarPeriod.Month)
        from zone in Gen.Elements("UTC", "Europe/Berlin", "Australia/Lord_Howe")
        select new CalendarWindow(period, DateTimeZoneProviders.Tzdb[zone]);

    private static readonly Gen<IReadOnlyList<ExcludedTime>> Excluded =
        from count in Gen.Elements(0, 0, 1, 3)
        from times in Gen.ListOf(
            from back in Gen.Choose(1, 10 * 24 * 60)
            from length in Gen.OneOf(Gen.Choose(1, 30), Gen.Choose(30, 300))
            select new ExcludedTime(
                "maintenance",
                Given.Noon - Given.Minutes(back),
                Given.Noon - Given.Minutes(back - length)
            ),
            count
        )
        select (IReadOnlyList<ExcludedTime>)times.ToList();

    [Fact]
    public void A_rolling_budget_is_back_at_its_level_when_it_was_said_to_be()
    {
        int opened = 0;
        var cases =
            from window in Gen.Elements(1, 1, 2, 2, 3, 4, 4, 5, 7)
            from length in Gen.Choose(6, 8 * 288)
            from history in Histories.Any
            from promise in Histories.Promise
            from excluded in Excluded
            from quiet in Gen.Choose(0, 150)
            from share in Gen.Choose(1, 99)
            select (
                history: Last(Ending(history, length), quiet, bad: 0),
                window: new RollingWindow(TimeSpan.FromDays(window)),
                promise,
                excluded,
                share
            );

        Law.Holds(
            cases,
            c =>
            {
                var played = new Played(c.history, c.window, c.promise, c.excluded);
                decimal? level = LevelAbove(played.Now.Remaining, c.share);
                if (level is not { } wanted || IsMixed(played, c.promise))
                {
                    return;
                }

                DateTimeOffset? at = played.Forecast(reading =>
                    ReliefForecast.OfBudget(c.promise, c.window, reading, c.excluded, wanted)
                );
                DateTimeOffset? opens = played.FirstWhen(
                    figures => figures.Remaining >= wanted,
                    c.history.End + c.window.Length
                );

                ShouldBeWithinABucket(at, opens);
                opened += opens is null ? 0 : 1;
            },
            times: 900
        );

        opened.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void A_calendar_budget_is_back_at_its_level_when_it_was_said_to_be()
    {
        int opened = 0;
        var cases =
            from window in Calendar
            from length in Gen.Choose(6, 2 * 288)
            from history in Histories.Short
            from promise in Histories.Promise
            from share in Gen.Choose(1, 99)
            select (history: Ending(history, length), window, promise, share);

        Law.Holds(
            cases,
            c =>
            {
                var played = new Played(c.history, c.window, c.promise, []);
                decimal? level = LevelAbove(played.Now.Remaining, c.share);
                if (level is not { } wanted || IsMixed(played, c.promise))
                {
                    return;
                }

                DateTimeOffset? at = played.Forecast(reading =>
                    ReliefForecast.OfBudget(c.promise, c.window, reading, [], wanted)
                );
                DateTimeOffset periodEnd = c.window.SpanAt(c.history.End).PeriodEnd!.Value;
                DateTimeOffset? opens = played.FirstWhen(
                    figures => figures.Remaining >= wanted,
                    periodEnd + Given.Minutes(10)
                );

                ShouldBeWithinABucket(at, opens);
                opened += opens is null ? 0 : 1;
            },
            times: 300
        );

        opened.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void A_burn_is_over_when_it_was_said_to_be()
    {
        int ended = 0;
        var cases =
            from length in Gen.Choose(6, 5 * 288)
            from history in Histories.Short
            from promise in Histories.Promise
            from excluded in Excluded
            from shorter in Gen.Choose(0, 3)
            from longer in Gen.Choose(shorter + 1, 5)
            from quiet in Gen.Choose(30, 80)
            from failing in Gen.Choose(1, 12)
            from share in Gen.Choose(1, 99)
            select (
                history: Last(Last(Ending(history, length), quiet, bad: 0), failing, bad: 50),
                promise,
                excluded,
                shorter: BurnWindow.All[shorter],
                longer: BurnWindow.All[longer],
                share
            );

        Law.Holds(
            cases,
            c =>
            {
                var window = new RollingWindow(Given.Days(7));
                var played = new Played(c.history, window, c.promise, c.excluded);
                decimal burns = Slower(played.Now, c.shorter, c.longer);
                decimal above = burns * c.share / 100;
                if (burns == 0 || IsMixed(played, c.promise))
                {
                    return;
                }

                var tier = new BurnTier(c.shorter.Length, c.longer.Length, above);
                DateTimeOffset? at = played.Forecast(reading =>
                    ReliefForecast.OfBurn(c.promise, reading, c.excluded, tier)
                );
                DateTimeOffset? ends = played.FirstWhen(
                    figures => Slower(figures, c.shorter, c.longer) <= above,
                    c.history.End + c.longer.Length
                );

                ShouldBeWithinABucket(at, ends);
                ended += ends is null ? 0 : 1;
            },
            times: 700
        );

        ended.ShouldBeGreaterThan(50);
    }

    private static decimal Slower(BudgetFigures figures, BurnWindow one, BurnWindow other) =>
        Math.Min(figures.BurnOver(one), figures.BurnOver(other));

    /// <summary>The last so many buckets, of which the newest and the oldest are measured.</summary>
    private static History Ending(History history, int buckets)
    {
        History recent = history with { Buckets = history.Buckets.TakeLast(buckets).ToList() };
        return recent
            .With(0, recent.Buckets[0] ?? new BucketCounts(0, 1))
            .With(recent.Buckets.Count - 1, recent.Buckets[^1] ?? new BucketCounts(0, 1));
    }

    /// <summary>So many of 100 events in each of the last so many buckets.</summary>
    private static History Last(History history, int buckets, double bad) =>
        history with
        {
            Buckets =
            [
                .. history.Buckets.SkipLast(buckets),
                .. Enumerable
                    .Repeat<BucketCounts?>(new BucketCounts(bad, 100), buckets)
                    .Take(history.Buckets.Count),
            ],
        };

    /// <summary>So much of the way from what remains to a whole budget; null when it is whole.</summary>
    private static decimal? LevelAbove(decimal remaining, int percent) =>
        remaining < 1 ? remaining + ((1 - remaining) * percent / 100) : null;

    /// <summary>A part of a slice cannot be played: only what is all good or all bad can.</summary>
    private static bool IsMixed(Played played, Objective promise)
    {
        (decimal bad, decimal count) = played.AssumedSlices();
        return promise.Timeslice is not null && bad != 0 && bad != count;
    }

    private static void ShouldBeWithinABucket(DateTimeOffset? said, DateTimeOffset? real)
    {
        (said is null).ShouldBe(real is null, $"said {said:u}, was {real:u}");
        if (said is { } at)
        {
            (at - real!.Value).Duration().ShouldBeLessThanOrEqualTo(BucketGrid.Length);
        }
    }
}
