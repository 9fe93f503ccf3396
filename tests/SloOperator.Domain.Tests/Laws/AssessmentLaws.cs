using FsCheck.Fluent;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

public sealed class AssessmentLaws
{
    [Fact]
    public void Another_failure_never_raises_the_budget()
    {
        var cases =
            from history in Histories.Short
            from promise in Histories.Promise
            from at in Gen.Choose(0, (5 * 288) - 1)
            from isAnotherEvent in Gen.Elements(true, false)
            select (history, promise, at, isAnotherEvent);

        Law.Holds(
            cases,
            c =>
            {
                int index = c.at % c.history.Buckets.Count;
                if (c.history.Buckets[index] is not { } counts)
                {
                    return;
                }

                History worse = c.history.With(index, OneMoreBad(counts, c.isAnotherEvent));

                Remaining(worse, c.promise)
                    .ShouldBeLessThanOrEqualTo(Remaining(c.history, c.promise));
            },
            times: 150
        );
    }

    [Fact]
    public void With_nothing_bad_the_whole_budget_remains()
    {
        var cases =
            from history in Histories.Any
            from window in Histories.Window
            from promise in Histories.Promise
            select (history, window, promise);

        Law.Holds(
            cases,
            c =>
            {
                History clean = c.history with
                {
                    Buckets =
                    [
                        .. c.history.Buckets.Select(bucket =>
                            bucket is { } counts ? new BucketCounts(0, counts.Total) : bucket
                        ),
                    ],
                };
                BudgetFigures? figures = Assess(clean, c.window, c.promise).Figures;

                (figures?.Remaining ?? 1m).ShouldBe(1m);
                (figures?.Sli ?? 1m).ShouldBe(1m);
                (figures?.Burn ?? []).ShouldAllBe(burn => burn.Rate == 0m);
                figures?.ExhaustionAt.ShouldBeNull();
            },
            times: 40
        );
    }

    [Fact]
    public void A_ledger_dropped_and_read_again_gives_the_same_assessment_as_the_one_fed_live()
    {
        var cases =
            from history in Histories.Any
            from window in Histories.Window
            from promise in Histories.Promise
            from live in Gen.Choose(1, 600)
            from seed in Gen.Choose(0, int.MaxValue)
            select (history: Anchored(history, window), window, promise, live, seed);

        Law.Holds(
            cases,
            c =>
            {
                var live = new LiveFeed(c.history, c.window, c.promise.Timeslice, c.seed);
                BudgetLedger fed = live.Run(c.live);
                var again = new BudgetLedger(c.window.Longest, c.promise.Timeslice);
                c.history.ReadInto(again, BackfillStart(c.history.End, c.window), c.history.End);
                c.history.ReadEdgeInto(again, c.window);

                ShouldBeSame(
                    Assessor.Assess(c.promise, c.window, new Reading(fed)),
                    Assessor.Assess(c.promise, c.window, new Reading(again))
                );
            },
            times: 60
        );
    }

    [Fact]
    public void Figures_are_finite_and_in_their_range_whatever_is_counted()
    {
        var count = Gen.Elements(0, double.Epsilon, 1e-30, 1e-28, 1e-9, 0.1, 1, 3, 1e7, 1e15);
        var cases =
            from buckets in Gen.Zip(count, count).ArrayOf(20)
            from target in Gen.Elements("0.0001", "50", "99.9", "99.99999999999999999999999999")
            from slice in Histories.Slice
            from live in Gen.Zip(count, count)
            from minimum in Gen.Elements(0L, 1_000_000L)
            select (buckets, promise: Given.Promise(target, slice, minimum), live);

        Law.Holds(
            cases,
            c =>
            {
                BudgetLedger ledger = Given.Ledger(c.promise.Timeslice);
                DateTimeOffset end = Given.Noon;
                foreach ((double bad, double total) in c.buckets)
                {
                    ledger.Fill(end += BucketGrid.Length, (Math.Min(bad, total), total));
                }

                var live = new BucketCounts(Math.Min(c.live.Item1, c.live.Item2), c.live.Item2);
                Reading reading = new(ledger)
                {
                    Live = new LiveWindow(end + Given.Minutes(1), live),
                };

                ShouldBeInRange(Assessor.Assess(c.promise, Given.OneDay, reading));
            },
            times: 500
        );
    }

    [Fact]
    public void The_order_of_objectives_changes_nothing_but_who_is_named_first_among_equals()
    {
        var cases =
            from history in Histories.Short
            from promises in Gen.NonEmptyListOf(Histories.Promise)
            from shuffled in Gen.Shuffle(promises.Take(6))
            select (history, promises: promises.Take(6).ToList(), shuffled);

        Law.Holds(
            cases,
            c =>
            {
                TeamAssessment one = Team(c.history, c.promises);
                TeamAssessment other = Team(c.history, c.shuffled);

                other.Health.ShouldBe(one.Health);
                other.EvaluatedAt.ShouldBe(one.EvaluatedAt);
                other.Worst.Health.ShouldBe(one.Worst.Health);
                other.Worst.Figures?.Remaining.ShouldBe(one.Worst.Figures!.Remaining);
            },
            times: 30
        );
    }

    private static BucketCounts OneMoreBad(BucketCounts counts, bool isAnotherEvent) =>
        isAnotherEvent || counts.Bad >= counts.Total
            ? new BucketCounts(counts.Bad + 1, counts.Total + 1)
            : new BucketCounts(counts.Bad + 1, counts.Total);

    /// <summary>The newest bucket and the first of the window are measured: what was first measured is then the same for both ledgers.</summary>
    private static History Anchored(History history, RollingWindow window)
    {
        int last = history.Buckets.Count - 1;
        int first = history.Buckets.Count - (int)(window.Length / BucketGrid.Length);
        History anchored = history.With(last, new BucketCounts(0, 1));
        return first > 0 ? anchored.With(first, new BucketCounts(0, 1)) : anchored;
    }

    /// <summary>As far back as the budget or the longest burn window needs, from the start of an hour: a slice read in part would be judged in part.</summary>
    private static DateTimeOffset BackfillStart(DateTimeOffset end, RollingWindow window)
    {
        TimeSpan longest = window.Length > Given.Days(3) ? window.Length : Given.Days(3);
        DateTimeOffset start = end - longest;
        return start - TimeSpan.FromTicks(start.Ticks % TimeSpan.TicksPerHour);
    }

    private static decimal Remaining(History history, Objective promise) =>
        Assess(history, new RollingWindow(Given.Days(7)), promise).Figures!.Remaining;

    private static Assessment Assess(History history, BudgetWindow window, Objective promise) =>
        Assessor.Assess(
            promise,
            window,
            new Reading(history.ReadInto(new BudgetLedger(window.Longest, promise.Timeslice)))
        );

    private static TeamAssessment Team(History history, IEnumerable<Objective> promises) =>
        new([.. promises.Select(promise => Assess(history, Given.FourWeeks, promise))]);

    private static void ShouldBeSame(Assessment one, Assessment other)
    {
        one.Verdict.ShouldBe(other.Verdict);
        one.Message.ShouldBe(other.Message);
        BudgetFigures figures = one.Figures.ShouldNotBeNull();
        BudgetFigures others = other.Figures.ShouldNotBeNull();
        figures.Burn.ShouldBe(others.Burn);
        (figures with { Burn = [] }).ShouldBe(others with { Burn = [] });
    }

    private static void ShouldBeInRange(Assessment assessment)
    {
        BudgetFigures figures = assessment.Figures.ShouldNotBeNull();
        (figures.Sli ?? 1m).ShouldBeInRange(0m, 1m);
        figures.Remaining.ShouldBeLessThanOrEqualTo(1m);
        figures.Coverage.ShouldBeInRange(0m, 1m);
        figures.BadLeft.ShouldBeGreaterThanOrEqualTo(0m);
        (figures.MinutesLeft ?? 0m).ShouldBeGreaterThanOrEqualTo(0m);
        (figures.ExhaustionAt ?? figures.EvaluatedAt).ShouldBeInRange(
            figures.EvaluatedAt,
            figures.EvaluatedAt + Given.Days(1)
        );
        decimal most = 1m / assessment.Objective.Target.AllowedRatio;
        figures.Burn.ShouldAllBe(burn => burn.Rate >= 0m && burn.Rate <= most);
    }
}
