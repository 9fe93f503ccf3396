using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>The far end of a window lies in an hour that is rolled up: a day of it is kept, or read again, in buckets.</summary>
public sealed class BudgetLedgerEdgeTests
{
    /// <summary>23 October, 12:00: where the hour starts that the window's start lies in.</summary>
    private static readonly DateTimeOffset FarHour = Noon - Days(28);

    /// <summary>After the fifth of that hour's buckets, which hold 1 … 12 bad of 100.</summary>
    private static readonly DateTimeOffset Start = FarHour + Minutes(25);

    private const double AfterTheFifth = 6 + 7 + 8 + 9 + 10 + 11 + 12;

    [Fact]
    public void A_window_that_starts_inside_a_rolled_up_hour_counts_the_whole_hour()
    {
        BudgetLedger ledger = FourWeeksLedger();

        ledger.Sum(Start, Noon).Bad.ShouldBe(78); // 1 + 2 + … + 12
        ledger.EdgeToRead(Start).ShouldBe(FarHour);
    }

    [Fact]
    public void Once_the_edge_is_read_again_the_window_is_exact_to_the_bucket()
    {
        BudgetLedger ledger = FourWeeksLedger();

        ReadEdgeAgain(ledger);

        ledger.Sum(Start, Noon).Bad.ShouldBe(AfterTheFifth);
        ledger.Sum(Start, Noon).MeasuredBuckets.ShouldBe(8_064 - 5);
        ledger.EdgeToRead(Start).ShouldBeNull();
    }

    [Fact]
    public void The_edge_lasts_for_twenty_five_hours()
    {
        BudgetLedger ledger = FourWeeksLedger();
        ReadEdgeAgain(ledger);

        BudgetLedger.EdgeLength.ShouldBe(Hours(25));
        ledger.EdgeToRead(FarHour + Hours(25) - Minutes(5)).ShouldBeNull();
        ledger.EdgeToRead(FarHour + Hours(25) + Minutes(5)).ShouldBe(FarHour + Hours(25));
        ledger.EdgeToRead(FarHour - Minutes(5)).ShouldBe(FarHour - Hours(1));
    }

    [Fact]
    public void The_last_hour_of_the_edge_is_exact_too()
    {
        BudgetLedger ledger = FourWeeksLedger();
        ledger.BeginEdge(FarHour - Hours(24));
        ledger.FillRising(FarHour, FarHour + Hours(1));

        ledger.Sum(Start, Noon).Bad.ShouldBe(AfterTheFifth);
    }

    [Fact]
    public void An_hour_before_or_after_the_edge_is_not_taken_into_it()
    {
        BudgetLedger ledger = FourWeeksLedger();
        ledger.BeginEdge(FarHour + Hours(1));
        ledger.FillRising(FarHour, FarHour + Hours(1));
        ledger.Sum(Start, Noon).Bad.ShouldBe(78);

        ledger.BeginEdge(FarHour - Hours(25));
        ledger.FillRising(FarHour, FarHour + Hours(1));
        ledger.Sum(Start, Noon).Bad.ShouldBe(78);
    }

    [Fact]
    public void An_edge_that_was_begun_and_not_read_leaves_the_whole_hour()
    {
        BudgetLedger ledger = FourWeeksLedger();

        ledger.BeginEdge(FarHour);

        ledger.Sum(Start, Noon).Bad.ShouldBe(78);
    }

    [Fact]
    public void A_new_edge_forgets_the_old_one()
    {
        BudgetLedger ledger = FourWeeksLedger();
        ReadEdgeAgain(ledger);

        ledger.BeginEdge(FarHour);

        ledger.Sum(Start, Noon).Bad.ShouldBe(78);
    }

    [Fact]
    public void An_edge_that_starts_inside_an_hour_holds_the_whole_hour()
    {
        BudgetLedger ledger = FourWeeksLedger();

        ledger.BeginEdge(Start);
        ledger.FillRising(FarHour, FarHour + Hours(1));

        ledger.Sum(Start, Noon).Bad.ShouldBe(AfterTheFifth);
    }

    [Fact]
    public void Hours_inside_the_edge_stay_exact_when_they_roll_up()
    {
        // A ledger of four days whose edge begins where buckets are still kept.
        BudgetLedger ledger = new BudgetLedger(Days(4)).FillRising(Noon, Noon + Hours(1));
        ledger.BeginEdge(Noon);
        ledger.Fill(Noon + Hours(1), Noon + Days(4), (0, 100));

        ledger.Sum(Noon + Minutes(25), Noon + Days(4)).Bad.ShouldBe(AfterTheFifth);
        ledger.EdgeToRead(Noon + Minutes(25)).ShouldBeNull();
    }

    [Fact]
    public void A_sum_that_ends_inside_the_edge_is_exact_as_well()
    {
        BudgetLedger ledger = FourWeeksLedger();
        ReadEdgeAgain(ledger);

        ledger.Sum(FarHour, Start).Bad.ShouldBe(1 + 2 + 3 + 4 + 5);
        ledger.Sum(FarHour - Hours(2), Start).Bad.ShouldBe(1 + 2 + 3 + 4 + 5);
        ledger.Sum(FarHour + Minutes(10), Start).Bad.ShouldBe(3 + 4 + 5);
        ledger
            .Sum(FarHour + Minutes(10), FarHour + Hours(2))
            .ShouldBe(new WindowSums(75, 2_200, 22, 0, 0));
    }

    [Fact]
    public void Without_an_edge_an_hour_belongs_to_the_sum_that_starts_in_it()
    {
        BudgetLedger ledger = FourWeeksLedger();

        ledger.Sum(FarHour, Start).Bad.ShouldBe(0);
        ledger.Sum(FarHour - Hours(2), Start).Bad.ShouldBe(0);
        ledger.Sum(Start, FarHour + Hours(2)).Bad.ShouldBe(78);
    }

    [Fact]
    public void Nothing_is_missing_when_the_window_starts_on_an_hour()
    {
        FourWeeksLedger().EdgeToRead(FarHour).ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_missing_where_buckets_are_still_kept()
    {
        BudgetLedger ledger = FourWeeksLedger();

        ledger.EdgeToRead(Noon - Hours(73) + Minutes(5)).ShouldBeNull();
        ledger.EdgeToRead(Noon - Hours(73) - Minutes(5)).ShouldBe(Noon - Hours(74));
    }

    [Fact]
    public void Nothing_is_missing_where_nothing_was_measured_yet()
    {
        BudgetLedger young = Ledger()
            .Fill(FarHour + Hours(1), FarHour + Hours(2), (1, 10))
            .Fill(Noon, (0, 1));

        young.EdgeToRead(Start).ShouldBeNull();
        young.EdgeToRead(Start + Hours(1)).ShouldBe(FarHour + Hours(1));
    }

    [Fact]
    public void An_hour_whose_last_bucket_is_the_first_measured_has_an_edge_to_read()
    {
        BudgetLedger ledger = Ledger().Fill(FarHour + Hours(1), (1, 10)).Fill(Noon, (0, 1));

        ledger.EdgeToRead(Start).ShouldBe(FarHour);
    }

    [Fact]
    public void A_ledger_of_a_day_has_no_edge()
    {
        BudgetLedger ledger = new BudgetLedger(Days(1)).Fill(Noon - Days(1), Noon, (1, 10));

        ledger.BeginEdge(Noon - Days(1));

        ledger.EdgeToRead(Noon - Days(1) + Minutes(5)).ShouldBeNull();
        ledger.Sum(Noon - Days(1) + Minutes(5), Noon).Bad.ShouldBe(287);
    }

    private static BudgetLedger FourWeeksLedger() =>
        Ledger()
            .Fill(FarHour - Hours(2), FarHour, (0, 100))
            .FillRising(FarHour, FarHour + Hours(1))
            .Fill(FarHour + Hours(1), Noon, (0, 100));

    private static void ReadEdgeAgain(BudgetLedger ledger)
    {
        ledger.BeginEdge(ledger.EdgeToRead(Start)!.Value);
        ledger
            .FillRising(FarHour, FarHour + Hours(1))
            .Fill(FarHour + Hours(1), FarHour + BudgetLedger.EdgeLength, (0, 100));
    }
}
