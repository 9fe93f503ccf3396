using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class LoadAssessorTests : LoadScenario
{
    [Fact]
    public void Levels_are_judged_when_the_window_is_covered()
    {
        Page(On(16, 12));

        LoadAssessment assessment = Assess();

        assessment.Verdict.ShouldBe(LoadVerdict.Measured);
        assessment.Message.ShouldBeNull();
        assessment[LoadMetric.IncidentsPer12h].ShouldBe(LoadLevel.Ok);
        assessment[LoadMetric.OnCallShare].ShouldBe(LoadLevel.Warn);
        assessment.Levels.Count.ShouldBe(9);
    }

    [Fact]
    public void Too_little_coverage_judges_nothing_and_says_how_little()
    {
        CoveredOnly(new TimeRange(On(1), On(19, 14)));
        Page(On(16, 12));

        LoadAssessment assessment = Assess();

        assessment.Verdict.ShouldBe(LoadVerdict.LowCoverage);
        assessment.Levels.Values.ShouldAllBe(level => level == LoadLevel.Unknown);
        assessment.Figures.ByHours.Total.ShouldBe(1);
        assessment.Message.ShouldBe(
            "only 89.5 % of the window is covered by data, at least 90 % are needed: pages may be missing from the figures"
        );
    }

    [Fact]
    public void Exactly_the_minimum_of_coverage_is_enough()
    {
        MinimumCoverage = 0.75m;
        CoveredOnly(new TimeRange(On(1), On(19)));

        Assess().Verdict.ShouldBe(LoadVerdict.Measured);
    }

    [Fact]
    public void A_source_that_does_not_answer_leaves_the_last_figures_and_judges_nothing()
    {
        Page(On(16, 12));
        Failure = new ReadFailure(On(20, 1), "endpoint default: connection refused");

        LoadAssessment assessment = Assess();

        assessment.Verdict.ShouldBe(LoadVerdict.Stale);
        assessment.Message.ShouldBe("endpoint default: connection refused");
        assessment[LoadMetric.IncidentsPer12h].ShouldBe(LoadLevel.Unknown);
        assessment.Figures.ByHours.Business.ShouldBe(1);
    }

    [Fact]
    public void The_trend_compares_with_the_window_before()
    {
        Page(On(12, 12));
        Page(On(13, 12));
        Page(On(16, 12));
        Page(On(17, 12));
        Page(On(18, 12));

        Figures().Trend.ShouldBe(new LoadTrend(0.25m, 50m));
    }

    [Fact]
    public void From_nothing_there_is_no_percentage()
    {
        Page(On(16, 12));

        Figures().Trend.ShouldBe(new LoadTrend(0m, null));
    }

    [Fact]
    public void A_window_before_that_is_not_wholly_known_is_nothing_to_compare_with()
    {
        KnownSince = On(12).AddTicks(1);
        Figures().Trend.ShouldBeNull();

        KnownSince = On(12);
        Figures().Trend.ShouldNotBeNull();
    }

    [Fact]
    public void A_window_before_that_was_hardly_covered_is_nothing_to_compare_with()
    {
        CoveredOnly(new TimeRange(On(13), On(20)));

        Figures().Trend.ShouldBeNull();
    }

    [Theory]
    [InlineData("1.5", LoadLevel.Ok)]
    [InlineData("1.51", LoadLevel.Warn)]
    [InlineData("2", LoadLevel.Warn)]
    [InlineData("2.01", LoadLevel.OverLimit)]
    public void Thresholds_are_exceeded_and_not_reached(string figure, LoadLevel level) =>
        new LoadThreshold(1.5m, 2m)
            .Judge(decimal.Parse(figure, CultureInfo.InvariantCulture))
            .ShouldBe(level);

    [Fact]
    public void A_figure_that_is_not_there_is_unknown_and_a_threshold_that_is_not_there_never_met()
    {
        new LoadThreshold(1, 2).Judge(null).ShouldBe(LoadLevel.Unknown);
        new LoadThreshold(null, null).Judge(1000).ShouldBe(LoadLevel.Ok);
    }

    [Fact]
    public void Own_thresholds_take_the_place_of_the_defaults_one_by_one()
    {
        var thresholds = new LoadThresholds(
            new Dictionary<LoadMetric, LoadThreshold> { [LoadMetric.IncidentsPer12h] = new(3, 4) }
        );

        thresholds[LoadMetric.IncidentsPer12h].ShouldBe(new LoadThreshold(3, 4));
        thresholds[LoadMetric.ShiftsOverBudget].ShouldBe(new LoadThreshold(null, 0.33m));
    }

    [Fact]
    public void The_worst_level_speaks_for_several()
    {
        Page(On(16, 12));
        LoadAssessment assessment = Assess();

        assessment
            .Worst(LoadMetric.IncidentsPer12h, LoadMetric.OnCallShare)
            .ShouldBe(LoadLevel.Warn);
        assessment.Worst(LoadMetric.IncidentsPer12h).ShouldBe(LoadLevel.Ok);
    }

    [Theory]
    [InlineData(21, 42)]
    [InlineData(10, 30)]
    public void Pages_are_needed_for_two_windows_or_a_month(int window, int lookback) =>
        LoadAssessor.Lookback(TimeSpan.FromDays(window)).ShouldBe(TimeSpan.FromDays(lookback));
}
