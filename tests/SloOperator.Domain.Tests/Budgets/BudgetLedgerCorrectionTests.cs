using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>Each boundary reads the last three buckets again: a later answer is the better one.</summary>
public sealed class BudgetLedgerCorrectionTests
{
    [Fact]
    public void A_later_answer_replaces_an_earlier_one()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Minutes(15), Noon, (1, 10))
            .Fill(Noon - Minutes(15), Noon, (2, 30));

        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(6, 90, 3, 0, 0));
    }

    [Fact]
    public void Late_samples_fill_the_buckets_before_the_newest()
    {
        BudgetLedger ledger = Ledger()
            .FindNothing(Noon - Minutes(15), Noon - Minutes(5))
            .Fill(Noon, (1, 10))
            .Fill(Noon - Minutes(10), Noon - Minutes(5), (3, 30));

        ledger.FirstMeasured.ShouldBe(Noon - Minutes(5));
        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(4, 40, 2, 0, 0));
    }

    [Fact]
    public void The_newest_bucket_found_unmeasured_after_all_takes_the_last_measurement_back()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Minutes(15), Noon, (1, 10))
            .FindNothing(Noon - Minutes(5), Noon);

        ledger.LastMeasured.ShouldBe(Noon - Minutes(5));
        ledger.ReadThrough.ShouldBe(Noon);
        ledger.Sum(Noon - Hours(1), Noon).ShouldBe(new WindowSums(2, 20, 2, 0, 0));
    }

    [Fact]
    public void The_first_bucket_found_unmeasured_after_all_takes_the_first_measurement_forward()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Minutes(15), Noon - Minutes(10), (1, 10))
            .Fill(Noon, (1, 10))
            .FindNothing(Noon - Minutes(15), Noon - Minutes(10));

        ledger.FirstMeasured.ShouldBe(Noon);
        ledger.LastMeasured.ShouldBe(Noon);
    }

    [Fact]
    public void The_only_bucket_found_unmeasured_after_all_leaves_nothing_measured()
    {
        BudgetLedger ledger = Ledger().Fill(Noon, (1, 10)).FindNothing(Noon - Minutes(5), Noon);

        ledger.FirstMeasured.ShouldBeNull();
        ledger.LastMeasured.ShouldBeNull();
        ledger.ReadThrough.ShouldBe(Noon);
        ledger.Sum(Noon - Days(1), Noon).ShouldBe(default);
    }

    [Fact]
    public void A_ledger_that_was_taken_back_to_nothing_starts_again()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon, (1, 10))
            .FindNothing(Noon - Minutes(5), Noon)
            .Fill(Noon + Days(5), (2, 20));

        ledger.FirstMeasured.ShouldBe(Noon + Days(5));
        ledger.LastMeasured.ShouldBe(Noon + Days(5));
        ledger.Sum(Noon - Days(20), Noon + Days(5)).ShouldBe(new WindowSums(2, 20, 1, 0, 0));
    }

    [Theory]
    [InlineData(10 * 24)] // long rolled up
    [InlineData(73)] // the newest bucket that is rolled up
    public void A_first_measurement_that_is_rolled_up_is_not_taken_back(int hoursAgo)
    {
        DateTimeOffset first = Noon - Hours(hoursAgo);
        BudgetLedger ledger = Ledger().Fill(first, (1, 10)).Fill(Noon - Minutes(5), (2, 20));

        ledger.FindNothing(first - Minutes(5), first);

        ledger.FirstMeasured.ShouldBe(first);
        ledger.Sum(Noon - Days(28), Noon).ShouldBe(new WindowSums(3, 30, 2, 0, 0));
    }

    [Fact]
    public void Unmeasured_buckets_elsewhere_leave_the_first_measurement_alone()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Minutes(15), Noon, (1, 10))
            .FindNothing(Noon - Hours(1), Noon - Minutes(15))
            .FindNothing(Noon - Minutes(10), Noon);

        ledger.FirstMeasured.ShouldBe(Noon - Minutes(10));
        ledger.LastMeasured.ShouldBe(Noon - Minutes(10));
    }
}
