using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class BatchQueryTests
{
    [Fact]
    public void Every_expression_carries_its_number_in_a_label()
    {
        BatchQuery query = BatchQuery.Of([new IndicatorQueries("a", "b")]);

        query.Text.ShouldBe(
            """label_replace(a,"slo_ref","0","","") or label_replace(b,"slo_ref","1","","")"""
        );
        query.Refs.ShouldBe([new ExpressionRefs(0, 1)]);
    }

    [Fact]
    public void An_expression_asked_twice_is_written_once()
    {
        BatchQuery query = BatchQuery.Of([
            new IndicatorQueries("a", "t"),
            new IndicatorQueries("b", "t"),
        ]);

        query.Expressions.ShouldBe(3);
        query.Refs.ShouldBe([new ExpressionRefs(0, 1), new ExpressionRefs(2, 1)]);
    }

    [Fact]
    public void Series_are_found_by_their_number()
    {
        var answer = new BatchAnswer([Series("1", 7)], expressions: 2);

        answer.SamplesOf(0).ShouldBeEmpty();
        answer.SamplesOf(1).ShouldHaveSingleItem().Value.ShouldBe(7);
    }

    [Fact]
    public void Two_series_of_one_number_are_a_crowd()
    {
        var answer = new BatchAnswer(
            [Series("0", 1), Series("0", 2), Series("1", 3)],
            expressions: 4
        );

        answer.IsCrowded(new ExpressionRefs(0, 3)).ShouldBeTrue();
        answer.IsCrowded(new ExpressionRefs(3, 0)).ShouldBeTrue();
        answer.IsCrowded(new ExpressionRefs(1, 3)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("9")]
    [InlineData("-1")]
    [InlineData("x")]
    public void A_number_that_was_not_asked_for_is_nobodys(string number) =>
        new BatchAnswer([Series(number, 1)], expressions: 1).SamplesOf(0).ShouldBeEmpty();

    private static SampleSeries Series(string number, double value) =>
        new(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["slo_ref"] = number },
            [new Sample(DateTimeOffset.UnixEpoch, value)]
        );
}
