using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

public sealed class CoverageTests
{
    [Fact]
    public void A_window_without_gaps_is_covered_from_its_start()
    {
        BudgetFigures figures = Figures(Ledger().Fill(Noon - Days(2), Noon, (0, 1)));

        figures.Coverage.ShouldBe(1m);
        figures.MeasuredSince.ShouldBe(Noon - Days(1));
        figures.IsShortOfHistory.ShouldBeFalse();
    }

    [Fact]
    public void Six_unmeasured_hours_of_a_day_cover_three_quarters()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon - Hours(12), (0, 1))
            .FindNothing(Noon - Hours(12), Noon - Hours(6))
            .Fill(Noon - Hours(6), Noon, (0, 1));

        Figures(ledger).Coverage.ShouldBe(0.75m);
    }

    [Fact]
    public void History_shorter_than_the_window_is_covered_from_the_first_measurement()
    {
        BudgetFigures figures = Figures(Ledger().Fill(Noon - Hours(6), Noon, (0, 1)));

        figures.Coverage.ShouldBe(1m);
        figures.MeasuredSince.ShouldBe(Noon - Hours(6));
        figures.IsShortOfHistory.ShouldBeTrue();
    }

    [Fact]
    public void A_gap_in_a_short_history_is_a_gap()
    {
        // One bucket six hours ago and the last hour: 13 of 72.
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Hours(6) + Minutes(5), (0, 1))
            .Fill(Noon - Hours(1), Noon, (0, 1));

        Figures(ledger).Coverage.ShouldBe(13m / 72m);
    }

    [Fact]
    public void History_that_starts_with_the_window_is_not_short()
    {
        BudgetFigures exact = Figures(Ledger().Fill(Noon - Days(1), Noon, (0, 1)));
        BudgetFigures late = Figures(Ledger().Fill(Noon - Days(1) + Minutes(5), Noon, (0, 1)));

        exact.IsShortOfHistory.ShouldBeFalse();
        exact.MeasuredSince.ShouldBe(Noon - Days(1));
        late.IsShortOfHistory.ShouldBeTrue();
        late.MeasuredSince.ShouldBe(Noon - Days(1) + Minutes(5));
    }

    [Fact]
    public void A_single_bucket_covers_itself()
    {
        Figures(Ledger().Fill(Noon, (0, 1))).Coverage.ShouldBe(1m);
    }

    [Fact]
    public void A_whole_hour_at_the_window_s_edge_never_covers_more_than_everything()
    {
        // The window starts 30 minutes into a rolled-up hour that counts whole: 6 buckets too many.
        BudgetLedger ledger = Ledger().Fill(Noon - Days(30), Noon + Minutes(30), (0, 1));

        Assessor
            .Assess(Promise("99.9"), FourWeeks, new Reading(ledger))
            .Figures!.Coverage.ShouldBe(1m);
    }

    private static BudgetFigures Figures(BudgetLedger ledger) =>
        Assessor.Assess(Promise("99.9"), OneDay, new Reading(ledger)).Figures.ShouldNotBeNull();
}
