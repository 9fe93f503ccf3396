using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Objectives;

public sealed class TargetTests
{
    [Theory]
    [InlineData("99.9")]
    [InlineData("99.999")]
    [InlineData("50")]
    [InlineData("0.000000000000000000000000001")]
    [InlineData("99.99999999999999999999999999")]
    public void A_plain_decimal_between_0_and_100_is_a_target_and_prints_as_written(string text)
    {
        Target.TryParse(text, out Target target).ShouldBeTrue();

        target.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.0")]
    [InlineData("100")]
    [InlineData("100.0")]
    [InlineData("99.999999999999999999999999999")] // more digits than a decimal holds: it would be 100
    [InlineData("100.1")]
    [InlineData("-1")]
    [InlineData("+99")]
    [InlineData(" 99")]
    [InlineData("99 ")]
    [InlineData("1e1")]
    [InlineData("99,9")]
    [InlineData("1,000")]
    [InlineData("99.9%")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_no_target(string? text)
    {
        Target.TryParse(text, out Target target).ShouldBeFalse();

        target.ShouldBe(default);
    }

    [Theory]
    [InlineData("99.9", "0.001")]
    [InlineData("99.95", "0.0005")]
    [InlineData("99.999", "0.00001")]
    [InlineData("95", "0.05")]
    [InlineData("50", "0.5")]
    public void The_allowed_ratio_is_exact_in_decimal(string text, string allowed)
    {
        Given.Percent(text).AllowedRatio.ShouldBe(decimal.Parse(allowed, null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100)]
    [InlineData(101)]
    public void A_target_that_promises_nothing_or_everything_is_refused(int percent)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Target(percent));
    }

    [Fact]
    public void The_percentage_is_kept_as_given()
    {
        new Target(99.95m).Percent.ShouldBe(99.95m);
    }
}
