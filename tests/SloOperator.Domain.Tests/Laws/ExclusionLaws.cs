using FsCheck;
using FsCheck.Fluent;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

public sealed class ExclusionLaws
{
    private static readonly Gen<RollingWindow> Window =
        from days in Gen.Elements(1, 3, 4, 7, 28)
        select new RollingWindow(TimeSpan.FromDays(days));

    [Fact]
    public void An_exclusion_on_bucket_edges_is_a_history_without_those_buckets()
    {
        var cases =
            from history in Histories.Any
            from window in Window
            from promise in Histories.Promise
            from excluded in Excluded(minutes: 5)
            select (history: Measured(history), window, promise, excluded);

        Law.Holds(
            cases,
            c =>
            {
                History without = Played.Without(c.history, c.excluded);

                ShouldBeSame(
                    new Played(c.history, c.window, c.promise, c.excluded).Now,
                    new Played(without, c.window, c.promise, []).Now
                );
            },
            times: 400
        );
    }

    [Fact]
    public void An_exclusion_on_minutes_takes_the_parts_of_its_buckets()
    {
        var cases =
            from history in Histories.Any
            from window in Window
            from promise in Histories.Promise
            from excluded in Excluded(minutes: 1)
            select (history: Measured(history), window, promise, excluded);

        Law.Holds(
            cases,
            c =>
            {
                History without = Played.Without(c.history, c.excluded);
                BudgetFigures figures = new Played(
                    c.history,
                    c.window,
                    c.promise,
                    c.excluded
                ).Now;
                BudgetFigures truth = new Played(without, c.window, c.promise, []).Now;

                figures.TotalEvents.ShouldBe(truth.TotalEvents, 1e-6m * (1 + truth.TotalEvents));
                figures.BadEvents.ShouldBe(truth.BadEvents, 1e-6m * (1 + truth.TotalEvents));
            },
            times: 200
        );
    }

    [Fact]
    public void Nothing_is_pending_once_all_that_was_asked_for_was_read()
    {
        var cases =
            from history in Histories.Any
            from window in Window
            from promise in Histories.Promise
            from excluded in Excluded(minutes: 1)
            select (history: Measured(history), window, promise, excluded);

        Law.Holds(
            cases,
            c =>
                Assessor
                    .Assess(
                        c.promise,
                        c.window,
                        new Played(c.history, c.window, c.promise, c.excluded).Reading,
                        c.excluded
                    )
                    .IsExclusionPending.ShouldBeFalse(),
            times: 200
        );
    }

    [Fact]
    public void Excluding_everything_returns_the_whole_budget()
    {
        var cases =
            from history in Histories.Any
            from window in Window
            from promise in Histories.Promise
            select (history: Measured(history), window, promise);

        Law.Holds(
            cases,
            c =>
            {
                ExcludedTime all = new("all", c.history.End - Given.Days(99), c.history.End);
                BudgetFigures figures = new Played(c.history, c.window, c.promise, [all]).Now;

                figures.Remaining.ShouldBe(1m);
                figures.Sli.ShouldBeNull();
                figures.BadEvents.ShouldBe(0m);
                figures.TotalEvents.ShouldBe(0m);
                figures.Coverage.ShouldBe(1m);
                figures.Burn.ShouldAllBe(burn => burn.Rate == 0m);
            },
            times: 100
        );
    }

    [Fact]
    public void Exclusions_apart_from_each_other_take_what_each_takes_by_itself()
    {
        var cases =
            from history in Histories.Any
            from window in Window
            from promise in Histories.Promise
            from excluded in Excluded(minutes: 5)
            from cut in Gen.Choose(1, 20)
            select (history: Measured(history), window, promise, excluded, cut);

        Law.Holds(
            cases,
            c =>
            {
                ExcludedTime whole = c.excluded[0];
                DateTimeOffset middle = whole.Start + (c.cut * BucketGrid.Length);
                ExcludedTime earlier = whole with { End = middle };
                ExcludedTime later = whole with { Start = middle + BucketGrid.Length };

                Removed(earlier, later).ShouldBe(Plus(Removed(earlier), Removed(later)));

                (decimal Bad, decimal Total) Removed(params ExcludedTime[] times)
                {
                    BudgetFigures raw = new Played(c.history, c.window, c.promise, []).Now;
                    BudgetFigures left = new Played(c.history, c.window, c.promise, times).Now;
                    return (
                        raw.BadEvents - left.BadEvents,
                        raw.TotalEvents - left.TotalEvents
                    );
                }
            },
            times: 100
        );
    }

    [Fact]
    public void Time_without_bad_events_returns_nothing_and_takes_no_bad_event_away()
    {
        var cases =
            from history in Histories.Any
            from window in Window
            from promise in Histories.Promise
            from excluded in Excluded(minutes: 5)
            select (history: Measured(history), window, promise, excluded);

        Law.Holds(
            cases,
            c =>
            {
                History clean = Changed(c.history, c.excluded, counts => new(0, counts.Total));
                BudgetFigures figures = new Played(clean, c.window, c.promise, c.excluded).Now;

                figures.BadEvents.ShouldBe(
                    new Played(clean, c.window, c.promise, []).Now.BadEvents
                );
                if (c.promise.Timeslice is null)
                {
                    figures.Remaining.ShouldBeLessThanOrEqualTo(figures.RemainingRaw);
                }
            },
            times: 100
        );
    }

    [Fact]
    public void Time_without_good_events_never_costs_any_budget()
    {
        var cases =
            from history in Histories.Any
            from window in Window
            from promise in Histories.Promise
            from excluded in Excluded(minutes: 5)
            select (history: Measured(history), window, promise, excluded);

        Law.Holds(
            cases,
            c =>
            {
                History down = Changed(c.history, c.excluded, counts => new(counts.Total + 1, counts.Total + 1));
                BudgetFigures figures = new Played(down, c.window, c.promise, c.excluded).Now;

                figures.Remaining.ShouldBeGreaterThanOrEqualTo(figures.RemainingRaw);
            },
            times: 100
        );
    }

    /// <summary>One to three, of five minutes to two days, before the newest hour.</summary>
    private static Gen<IReadOnlyList<ExcludedTime>> Excluded(int minutes) =>
        from count in Gen.Choose(1, 3)
        from times in Gen.ListOf(
            from name in Gen.Elements("patch", "load-test")
            from back in Gen.Choose(0, 30 * 24 * 60 / minutes)
            from length in Gen.OneOf(
                Gen.Choose(1, 60 / minutes),
                Gen.Choose(1, 2 * 24 * 60 / minutes)
            )
            let end = Given.Noon - Given.Hours(1) - Given.Minutes(back * minutes)
            select new ExcludedTime(name, end - Given.Minutes(length * minutes), end),
            count
        )
        select (IReadOnlyList<ExcludedTime>)times.ToList();

    /// <summary>The newest bucket is: what it is read through does not depend on what is excluded.</summary>
    private static History Measured(History history) =>
        history.With(history.Buckets.Count - 1, new BucketCounts(0, 1));

    private static History Changed(
        History history,
        IReadOnlyList<ExcludedTime> excluded,
        Func<BucketCounts, BucketCounts> change
    ) =>
        history with
        {
            Buckets =
            [
                .. history.Buckets.Select(
                    (bucket, index) =>
                    {
                        DateTimeOffset end = history.Start + ((index + 1) * BucketGrid.Length);
                        return bucket is { } counts
                            && excluded.Any(time => end > time.Start && end <= time.End)
                            ? change(counts)
                            : bucket;
                    }
                ),
            ],
        };

    private static (decimal Bad, decimal Total) Plus(
        (decimal Bad, decimal Total) one,
        (decimal Bad, decimal Total) other
    ) => (one.Bad + other.Bad, one.Total + other.Total);

    private static void ShouldBeSame(BudgetFigures figures, BudgetFigures without)
    {
        figures.Sli.ShouldBe(without.Sli);
        figures.Remaining.ShouldBe(without.Remaining);
        figures.BadEvents.ShouldBe(without.BadEvents);
        figures.TotalEvents.ShouldBe(without.TotalEvents);
        figures.BadLeft.ShouldBe(without.BadLeft);
        figures.MinutesLeft.ShouldBe(without.MinutesLeft);
        figures.Burn.ShouldBe(without.Burn);
    }
}
