using SloOperator.Domain.Budgets;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class JudgementTests
{
    private static readonly Selector Metric = new("m", []);
    private static readonly Indicator Errors = new Indicator.ErrorEvents(Metric, Metric);
    private static readonly Indicator Good = new Indicator.GoodEvents(Metric, Metric);

    [Theory]
    [InlineData(3.0, 100.0, 3.0)]
    [InlineData(null, 100.0, 0.0)]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(null, 0.0, 0.0)]
    [InlineData(-0.00005, 100.0, 0.0)]
    [InlineData(101.0, 100.0, 101.0)]
    public void Counts_are_taken(double? bad, double? total, double taken) =>
        Judgement
            .Of(Errors, bad, total)
            .ShouldBe(new JudgedCounts(new BucketCounts(taken, total!.Value), null));

    [Theory]
    [InlineData(null)]
    [InlineData(5.0)]
    [InlineData(double.NaN)]
    public void Without_a_total_nothing_is_measured(double? bad) =>
        Judgement.Of(Errors, bad, null).ShouldBe(default);

    [Theory]
    [InlineData(1.0, double.NaN, "the total is NaN")]
    [InlineData(1.0, double.PositiveInfinity, "the total is +Inf")]
    [InlineData(1.0, -1.0, "the total is -1")]
    [InlineData(1.0, 2e15, "the total is 2000000000000000")]
    [InlineData(double.NaN, 1.0, "the bad events are NaN")]
    [InlineData(double.NegativeInfinity, 1.0, "the bad events are -Inf")]
    [InlineData(-2.0, 100.0, "the bad events are -2")]
    public void What_cannot_be_counts_is_said_and_not_measured(
        double bad,
        double total,
        string seen
    ) => Judgement.Of(Errors, bad, total).ShouldBe(new JudgedCounts(null, seen));

    [Fact]
    public void More_good_than_total_is_said_in_the_users_terms() =>
        Judgement.Of(Good, -2, 100).Nonsense.ShouldBe("good exceeds total: 102 good of 100 events");

    [Fact]
    public void A_probe_above_one_is_no_probe() =>
        Judgement
            .Of(new Indicator.Probe(Metric), -5, 20)
            .Nonsense.ShouldBe("the probe is above 1: 25 successes of 20 samples");
}
