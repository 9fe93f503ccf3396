using SloOperator.Domain.Budgets;

namespace SloOperator.Domain.Tests.Budgets;

public sealed class BucketCountsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1e15)]
    public void A_count_is_finite_and_from_0_to_a_quadrillion(double value)
    {
        BucketCounts.IsCount(value).ShouldBeTrue();

        new BucketCounts(value, 1e15).Bad.ShouldBe(value);
        new BucketCounts(0, value).Total.ShouldBe(value);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.001e15)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Anything_else_is_refused_and_named(double value)
    {
        BucketCounts.IsCount(value).ShouldBeFalse();

        Refusal(() => new BucketCounts(value, 1)).ParamName.ShouldBe("bad");
        Refusal(() => new BucketCounts(0, value)).ParamName.ShouldBe("total");
        Refusal(() => new BucketCounts(0, value))
            .Message.ShouldStartWith("A count is finite, not negative and at most 1e15.");
    }

    private static ArgumentOutOfRangeException Refusal(Func<BucketCounts> create) =>
        Should.Throw<ArgumentOutOfRangeException>(() => create());
}
