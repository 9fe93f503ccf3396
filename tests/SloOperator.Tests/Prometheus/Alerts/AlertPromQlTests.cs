using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.Alerts;
using SloOperator.Prometheus.PromQl;
using MatchType = SloOperator.Prometheus.PromQl.MatchType;

namespace SloOperator.Tests.Prometheus.Alerts;

public sealed class AlertPromQlTests
{
    private static readonly Selector Pages = new(
        "ALERTS",
        [new LabelMatcher("severity", MatchType.Equal, "page")]
    );

    [Fact]
    public void Samples_are_asked_for_as_they_were_written() =>
        AlertPromQl
            .Samples(Pages, TimeSpan.FromHours(6))
            .ShouldBe("""ALERTS{severity="page"}[6h]""");

    [Fact]
    public void A_range_is_written_to_the_second() =>
        AlertPromQl
            .Samples(Pages, TimeSpan.FromSeconds(361))
            .ShouldBe("""ALERTS{severity="page"}[361s]""");

    [Fact]
    public void Counts_are_of_all_series_together() =>
        AlertPromQl
            .Counts(Pages, TimeSpan.FromHours(6))
            .ShouldBe("""sum(count_over_time(ALERTS{severity="page"}[6h]))""");

    [Theory]
    [InlineData(15, "1m")]
    [InlineData(60, "1m")]
    [InlineData(120, "2m")]
    public void Presence_is_looked_for_minute_by_minute_or_evaluation_by_evaluation(
        int evaluationSeconds,
        string range
    ) =>
        AlertPromQl
            .Presence(
                Pages,
                new EpisodeRule(TimeSpan.FromSeconds(evaluationSeconds), TimeSpan.FromMinutes(5))
            )
            .ShouldBe($$"""max(present_over_time(ALERTS{severity="page"}[{{range}}]))""");
}
