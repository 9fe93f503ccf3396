using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

public sealed class BudgetLedgerRollUpTests
{
    [Fact]
    public void Four_weeks_of_buckets_add_up_after_they_are_rolled_up()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(28), Noon, (1, 100));

        // 8,064 buckets.
        ledger.Sum(Noon - Days(28), Noon).ShouldBe(new WindowSums(8_064, 806_400, 8_064, 0, 0));
    }

    [Fact]
    public void The_73_hours_up_to_the_hour_being_filled_are_kept_in_buckets()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(5), Noon, (0, 10));

        ledger.Fill(Noon - Hours(73) + Minutes(5), (1, 10)); // the oldest bucket kept
        ledger.Sum(Noon - Days(5), Noon).Bad.ShouldBe(1);

        ledger.Fill(Noon - Hours(73), (1, 10)); // rolled up already
        ledger.Sum(Noon - Days(5), Noon).Bad.ShouldBe(1);
    }

    [Fact]
    public void The_first_bucket_of_an_hour_rolls_the_oldest_hour_up()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(5), Noon + Minutes(5), (0, 10));

        ledger.Fill(Noon - Hours(72), (1, 10));
        ledger.Sum(Noon - Days(5), Noon).Bad.ShouldBe(0);

        ledger.Fill(Noon - Hours(72) + Minutes(5), (1, 10));
        ledger.Sum(Noon - Days(5), Noon).Bad.ShouldBe(1);
    }

    [Fact]
    public void A_sum_is_exact_to_the_bucket_where_buckets_are_kept()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(5), Noon - Hours(73), (0, 10))
            .FillRising(Noon - Hours(73), Noon - Hours(72))
            .Fill(Noon - Hours(72), Noon, (0, 10));

        // Of 1 … 12 those after the fifth.
        ledger
            .Sum(Noon - Hours(73) + Minutes(25), Noon)
            .Bad.ShouldBe(6 + 7 + 8 + 9 + 10 + 11 + 12);
    }

    [Fact]
    public void A_sum_takes_rolled_up_hours_and_buckets_together()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(5), Noon, (1, 10));

        // Two hours on either side of the floor.
        ledger.Sum(Noon - Hours(75), Noon - Hours(71)).ShouldBe(new WindowSums(48, 480, 48, 0, 0));
        ledger.Sum(Noon - Hours(80), Noon - Hours(76)).ShouldBe(new WindowSums(48, 480, 48, 0, 0));
    }

    [Fact]
    public void A_partly_measured_hour_keeps_its_number_of_measured_buckets()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(10), Noon - Days(10) + Minutes(35), (1, 10))
            .Fill(Noon - Minutes(5), Noon, (0, 1));

        ledger.Sum(Noon - Days(28), Noon).ShouldBe(new WindowSums(7, 71, 8, 0, 0));
    }

    [Fact]
    public void A_jump_of_ten_days_keeps_what_the_window_still_holds()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(11), Noon - Days(10), (1, 10))
            .Fill(Noon, (5, 50));

        ledger.Sum(Noon - Days(28), Noon).ShouldBe(new WindowSums(293, 2_930, 289, 0, 0));
        ledger.LastMeasured.ShouldBe(Noon);
        ledger.FirstMeasured.ShouldBe(Noon - Days(11) + Minutes(5));
    }

    [Fact]
    public void A_jump_of_two_days_keeps_the_buckets_before_it()
    {
        BudgetLedger ledger = Ledger()
            .FillRising(Noon - Days(2) - Minutes(15), Noon - Days(2))
            .Fill(Noon, (5, 50));

        ledger
            .Sum(Noon - Days(2) - Minutes(10), Noon)
            .ShouldBe(new WindowSums(2 + 3 + 5, 250, 3, 0, 0));
    }

    [Fact]
    public void A_jump_of_forty_days_leaves_only_what_came_after()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(41), Noon - Days(40), (1, 10))
            .Fill(Noon, (5, 50));

        ledger.Sum(Noon - Days(28), Noon).ShouldBe(new WindowSums(5, 50, 1, 0, 0));
    }

    [Fact]
    public void Hours_older_than_the_ledger_reaches_are_not_counted()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(40), Noon, (1, 10));

        // 73 hours of buckets and 602 rolled up.
        ledger.Sum(Noon - Days(40), Noon).MeasuredBuckets.ShouldBe(675 * 12);
    }

    [Fact]
    public void A_window_of_a_day_keeps_three_days_of_buckets_and_no_hours()
    {
        BudgetLedger ledger = new BudgetLedger(OneDay.Longest).Fill(Noon - Days(10), Noon, (1, 10));

        ledger.Sum(Noon - Days(1), Noon).ShouldBe(new WindowSums(288, 2_880, 288, 0, 0));
        ledger.Sum(Noon - Days(10), Noon).MeasuredBuckets.ShouldBe(73 * 12);
        ledger.Sum(Noon - Days(10), Noon - Days(9)).ShouldBe(default);
    }

    [Fact]
    public void A_metric_that_vanished_keeps_its_last_window_whole()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(28), Noon, (1, 100))
            .FindNothing(Noon, Noon + Days(60));

        ledger.LastMeasured.ShouldBe(Noon);
        ledger.ReadThrough.ShouldBe(Noon + Days(60));
        ledger.Sum(Noon - Days(28), Noon).ShouldBe(new WindowSums(8_064, 806_400, 8_064, 0, 0));
    }
}
