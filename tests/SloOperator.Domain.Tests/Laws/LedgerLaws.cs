using FsCheck.Fluent;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

public sealed class LedgerLaws
{
    [Fact]
    public void Windows_add_up()
    {
        var cases =
            from history in Histories.Any
            from window in Histories.Window
            from slice in Histories.Slice
            from cuts in Gen.Choose(-300, 27_000).Three()
            from readsEdge in Gen.Elements(true, false)
            select (history, window, slice, cuts, readsEdge);

        Law.Holds(
            cases,
            c =>
            {
                BudgetLedger ledger = c.history.ReadInto(
                    new BudgetLedger(c.window.Length, c.slice)
                );
                if (c.readsEdge)
                {
                    c.history.ReadEdgeInto(ledger, c.window);
                }

                int[] ago = [c.cuts.Item1, c.cuts.Item2, c.cuts.Item3];
                Array.Sort(ago);
                DateTimeOffset[] at = [.. ago.Select(n => c.history.End - (n * BucketGrid.Length))];

                (ledger.Sum(at[2], at[1]) + ledger.Sum(at[1], at[0])).ShouldBe(
                    ledger.Sum(at[2], at[0])
                );
            },
            times: 60
        );
    }

    [Fact]
    public void Windows_that_are_cut_inside_the_edge_add_up()
    {
        var cases =
            from history in Histories.Any
            from slice in Histories.Slice
            from cuts in Gen.Choose(-30, 330).Three()
            select (history, slice, cuts);

        Law.Holds(
            cases,
            c =>
            {
                var window = new RollingWindow(Given.Days(7));
                BudgetLedger ledger = c.history.ReadInto(new BudgetLedger(window.Length, c.slice));
                c.history.ReadEdgeInto(ledger, window);

                int[] after = [c.cuts.Item1, c.cuts.Item2, c.cuts.Item3];
                Array.Sort(after);
                DateTimeOffset start = (ledger.LastMeasured ?? c.history.End) - window.Length;
                DateTimeOffset[] at = [.. after.Select(n => start + (n * BucketGrid.Length))];

                (ledger.Sum(at[0], at[1]) + ledger.Sum(at[1], at[2])).ShouldBe(
                    ledger.Sum(at[0], at[2])
                );
            },
            times: 60
        );
    }

    [Fact]
    public void The_ledger_equals_plain_counting_with_its_edge_read_whenever_it_asks()
    {
        var cases =
            from history in Histories.Any
            from window in Histories.Window
            from slice in Histories.Slice
            select (history, window, slice);

        Law.Holds(
            cases,
            c =>
            {
                var ledger = new BudgetLedger(c.window.Length, c.slice);
                DateTimeOffset lastTwoDays = c.history.End - Given.Days(2);
                c.history.ReadInto(ledger, c.history.Start, lastTwoDays);
                for (
                    DateTimeOffset now = lastTwoDays;
                    now < c.history.End;
                    now += Given.Minutes(175)
                )
                {
                    c.history.ReadInto(
                        ledger,
                        now,
                        Earlier(now + Given.Minutes(175), c.history.End)
                    );
                    c.history.ReadEdgeInto(ledger, c.window);
                    ShouldEqualPlainCounting(ledger, c.history, c.window, c.slice);
                }
            },
            times: 30
        );
    }

    [Fact]
    public void A_backfill_that_begins_its_edge_first_need_not_read_it_again()
    {
        var cases =
            from history in Histories.Any
            from window in Histories.Window
            from slice in Histories.Slice
            select (history, window, slice);

        Law.Holds(
            cases,
            c =>
            {
                int count = c.history.Buckets.Count;
                History truth = c.history.With(count - 1, new BucketCounts(1, 2));
                DateTimeOffset start = truth.End - c.window.Length;
                DateTimeOffset hour = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerHour));
                var ledger = new BudgetLedger(c.window.Length, c.slice);
                ledger.BeginEdge(hour);
                truth.ReadInto(ledger, hour, truth.End);

                ledger.EdgeToRead(start).ShouldBeNull();
                ledger.Sum(start, truth.End).ShouldBe(truth.Sum(start, truth.End, c.slice));
            },
            times: 60
        );
    }

    [Fact]
    public void Without_its_edge_the_ledger_counts_from_the_start_of_the_hour()
    {
        var cases =
            from history in Histories.Any
            from window in Histories.Window
            from slice in Histories.Slice
            select (history, window, slice);

        Law.Holds(
            cases,
            c =>
            {
                BudgetLedger ledger = c.history.ReadInto(
                    new BudgetLedger(c.window.Length, c.slice)
                );
                if (ledger.LastMeasured is not { } end)
                {
                    return;
                }

                DateTimeOffset start = end - c.window.Length;
                DateTimeOffset whole = ledger.EdgeToRead(start) ?? start;

                ledger.Sum(start, end).ShouldBe(c.history.Sum(whole, end, c.slice));
                (start - whole).ShouldBeLessThan(Given.Hours(1));
            },
            times: 40
        );
    }

    private static void ShouldEqualPlainCounting(
        BudgetLedger ledger,
        History history,
        BudgetWindow window,
        TimesliceRule? slice
    )
    {
        if (ledger.LastMeasured is not { } end)
        {
            return;
        }

        DateTimeOffset start = window.SpanAt(end).Start;
        ledger.Sum(start, end).ShouldBe(history.Sum(start, end, slice));
        foreach (BurnWindow recent in BurnWindow.All)
        {
            DateTimeOffset from = end - recent.Length;
            ledger.Sum(from, end).ShouldBe(history.Sum(from, end, slice));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) =>
        left < right ? left : right;
}
