using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

public sealed class BudgetLedgerTests
{
    [Fact]
    public void An_empty_ledger_knows_nothing()
    {
        BudgetLedger ledger = Ledger();

        ledger.ReadThrough.ShouldBeNull();
        ledger.FirstMeasured.ShouldBeNull();
        ledger.LastMeasured.ShouldBeNull();
        ledger.Sum(Noon - Days(28), Noon).ShouldBe(default);
        ledger.EdgeToRead(Noon - Days(28) + Minutes(5)).ShouldBeNull();
    }

    [Fact]
    public void A_sum_holds_the_buckets_that_end_after_its_start_and_not_after_its_end()
    {
        // 1, 2, 3 … 12 bad in the buckets that end 11:05, 11:10, 11:15 … 12:00.
        BudgetLedger ledger = Ledger().FillRising(Noon - Hours(1), Noon);

        ledger
            .Sum(Noon - Minutes(50), Noon - Minutes(30))
            .ShouldBe(new WindowSums(3 + 4 + 5 + 6, 400, 4, 0, 0));
        ledger
            .Sum(Noon - Minutes(51), Noon - Minutes(26))
            .ShouldBe(new WindowSums(2 + 3 + 4 + 5 + 6, 500, 5, 0, 0));
    }

    [Fact]
    public void A_sum_without_a_whole_bucket_is_empty()
    {
        BudgetLedger ledger = Ledger().Fill(Noon, (1, 10));

        ledger.Sum(Noon, Noon).ShouldBe(default);
        ledger.Sum(Noon, Noon - Hours(1)).ShouldBe(default);
        ledger.Sum(Noon - Minutes(4), Noon - Minutes(1)).ShouldBe(default);
        ledger.Sum(Noon, Noon + Hours(1)).ShouldBe(default);
    }

    [Fact]
    public void Time_after_the_last_bucket_adds_nothing()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Hours(1), Noon, (1, 10));

        ledger.Sum(Noon - Hours(1), Noon + Days(9)).ShouldBe(new WindowSums(12, 120, 12, 0, 0));
    }

    [Fact]
    public void Two_adjoining_sums_are_added_part_by_part()
    {
        WindowSums sum = new WindowSums(1, 2, 3, 4, 5) + new WindowSums(10, 20, 30, 40, 50);

        sum.ShouldBe(new WindowSums(11, 22, 33, 44, 55));
    }

    [Fact]
    public void Buckets_may_arrive_in_any_order_within_three_days()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon, (1, 10))
            .Fill(Noon - Hours(2), (2, 20))
            .Fill(Noon - Hours(1), (3, 30));

        ledger.Sum(Noon - Hours(3), Noon).ShouldBe(new WindowSums(6, 60, 3, 0, 0));
        ledger.FirstMeasured.ShouldBe(Noon - Hours(2));
        ledger.LastMeasured.ShouldBe(Noon);
        ledger.ReadThrough.ShouldBe(Noon);
    }

    [Fact]
    public void A_gap_is_unmeasured_and_not_zero()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Minutes(30), (1, 10)).Fill(Noon, (2, 20));

        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(3, 30, 2, 0, 0));
    }

    [Fact]
    public void An_idle_bucket_is_measured()
    {
        BudgetLedger ledger = Ledger().Fill(Noon, (0, 0));

        ledger.Sum(Noon - Minutes(5), Noon).ShouldBe(new WindowSums(0, 0, 1, 0, 0));
        ledger.LastMeasured.ShouldBe(Noon);
    }

    [Fact]
    public void An_answer_without_a_total_is_read_but_not_measured()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Minutes(10), (1, 10))
            .FindNothing(Noon - Minutes(10), Noon);

        ledger.ReadThrough.ShouldBe(Noon);
        ledger.LastMeasured.ShouldBe(Noon - Minutes(10));
        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(1, 10, 1, 0, 0));
    }

    [Fact]
    public void An_answer_without_any_total_ever_leaves_nothing_measured()
    {
        BudgetLedger ledger = Ledger().FindNothing(Noon - Hours(1), Noon);

        ledger.ReadThrough.ShouldBe(Noon);
        ledger.FirstMeasured.ShouldBeNull();
        ledger.LastMeasured.ShouldBeNull();
    }

    [Fact]
    public void A_metric_that_returns_leaves_the_time_between_unmeasured()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Minutes(20), (1, 10))
            .FindNothing(Noon - Minutes(20), Noon - Minutes(5))
            .Fill(Noon, (2, 20));

        ledger.LastMeasured.ShouldBe(Noon);
        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(3, 30, 2, 0, 0));
    }

    [Fact]
    public void A_bucket_off_the_grid_is_refused()
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() => Ledger().Fill(Noon + Minutes(1), (0, 1)))
            .Message.ShouldStartWith("A bucket ends on the 5-minute grid.");
    }

    [Fact]
    public void A_ledger_shorter_than_a_bucket_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BudgetLedger(Minutes(4)));
        new BudgetLedger(Minutes(5)).LastMeasured.ShouldBeNull();
    }

    /// <summary>73 hours of buckets 2 · 4 bytes; hours of 10 bytes for the rest and 3 to spare; 25 hours of edge.</summary>
    [Theory]
    [InlineData(1, 7_008)]
    [InlineData(3, 7_008 + 20 + 2_400)]
    [InlineData(28, 7_008 + 6_020 + 2_400)]
    [InlineData(32, 7_008 + 6_980 + 2_400)]
    [InlineData(90, 7_008 + 20_900 + 2_400)]
    [InlineData(93, 7_008 + 21_620 + 2_400)]
    public void A_ledger_of_a_quarter_takes_less_than_32_kilobytes(int days, int bytes)
    {
        int size = new BudgetLedger(Days(days)).SizeInBytes;

        size.ShouldBe(bytes);
        size.ShouldBeLessThanOrEqualTo(32_768);
    }
}
