using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>Slices with a target of 90 %: of 100 events 10 may be bad.</summary>
public sealed class BudgetLedgerSliceTests
{
    [Fact]
    public void A_slice_of_one_bucket_is_judged_by_its_own_ratio()
    {
        // 1 … 12 bad of 100: 11 and 12 miss 90 %.
        BudgetLedger ledger = Ledger(Slices(5, "90")).FillRising(Noon - Hours(1), Noon);

        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(78, 1_200, 12, 2, 12));
    }

    [Fact]
    public void A_slice_of_several_buckets_is_judged_by_their_sum()
    {
        // 11:00–11:15 holds 36 of 300 bad, the other three quarters of the hour 30 of 300.
        BudgetLedger ledger = Ledger(Slices(15, "90"))
            .Fill(Noon - Minutes(60), Noon - Minutes(45), (12, 100))
            .Fill(Noon - Minutes(45), Noon, (10, 100));

        WindowSums hour = ledger.Sum(Noon - Hours(1), Noon);

        hour.BadSlices.ShouldBe(1);
        hour.MeasuredSlices.ShouldBe(4);
    }

    [Fact]
    public void Only_slices_that_end_inside_the_window_count()
    {
        BudgetLedger ledger = Ledger(Slices(15, "90")).Fill(Noon - Hours(1), Noon, (50, 100));

        // 11:20 … 11:55 holds the ends 11:30 and 11:45; 11:15 … 11:45 the same two.
        ledger.Sum(Noon - Minutes(40), Noon - Minutes(5)).MeasuredSlices.ShouldBe(2);
        ledger.Sum(Noon - Minutes(45), Noon - Minutes(15)).BadSlices.ShouldBe(2);
        ledger.Sum(Noon - Minutes(46), Noon - Minutes(15)).BadSlices.ShouldBe(3);
    }

    [Fact]
    public void A_slice_is_incomplete_until_its_end_is_measured()
    {
        BudgetLedger ledger = Ledger(Slices(60, "90"))
            .Fill(Noon - Minutes(60), Noon - Minutes(5), (50, 100));

        ledger.Sum(Noon - Hours(1), Noon).MeasuredSlices.ShouldBe(0);
        ledger.Fill(Noon, (50, 100)).Sum(Noon - Hours(1), Noon).BadSlices.ShouldBe(1);
    }

    [Fact]
    public void An_idle_slice_is_good_and_an_unmeasured_one_is_left_out()
    {
        BudgetLedger ledger = Ledger(Slices(5, "90"))
            .Fill(Noon - Minutes(15), (0, 0))
            .FindNothing(Noon - Minutes(15), Noon - Minutes(5))
            .Fill(Noon, (11, 100));

        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(11, 100, 2, 1, 2));
    }

    [Fact]
    public void Slices_survive_the_roll_up()
    {
        BudgetLedger ledger = Ledger(Slices(5, "90"))
            .Fill(Noon - Days(28), Noon - Days(27), (100, 100))
            .Fill(Noon - Days(27), Noon, (1, 100));

        // All twelve slices of an hour bad is the most an hour can hold.
        ledger
            .Sum(Noon - Days(28), Noon)
            .ShouldBe(new WindowSums(28_800 + 7_776, 806_400, 8_064, 288, 8_064));
    }

    [Fact]
    public void Without_a_slice_rule_no_slices_are_counted()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(28), Noon, (100, 100));

        WindowSums sums = ledger.Sum(Noon - Days(28), Noon);

        sums.BadSlices.ShouldBe(0);
        sums.MeasuredSlices.ShouldBe(0);
    }

    [Fact]
    public void The_edge_keeps_slices_exact_to_the_slice()
    {
        DateTimeOffset far = Noon - Days(28);
        BudgetLedger ledger = Ledger(Slices(10, "90"))
            .Fill(far, far + Hours(1), (50, 100))
            .Fill(far + Hours(1), Noon, (0, 100));
        ledger.Sum(far + Minutes(30), Noon).BadSlices.ShouldBe(6);

        ledger.BeginEdge(far);
        ledger.Fill(far, far + Hours(1), (50, 100));

        ledger.Sum(far + Minutes(30), Noon).BadSlices.ShouldBe(3);
        ledger.Sum(far, far + Minutes(30)).BadSlices.ShouldBe(3);
    }
}
