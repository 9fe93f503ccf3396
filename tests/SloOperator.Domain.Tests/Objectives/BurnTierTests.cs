using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Objectives;

public sealed class BurnTierTests
{
    /// <summary>Case 6: factor · a ≥ 1 can never burn.</summary>
    [Theory]
    [InlineData("99.999", true)] // 14.4 × 0.00001 = 0.000144
    [InlineData("99.9", true)] // 0.0144
    [InlineData("95", true)] // 0.72
    [InlineData("93.06", true)] // 14.4 × 0.0694 = 0.99936
    [InlineData("93.05", false)] // 14.4 × 0.0695 = 1.0008
    [InlineData("50", false)] // 7.2
    public void The_fast_tier_can_be_reached_only_when_a_total_outage_burns_faster(
        string target,
        bool isReachable
    )
    {
        BurnTier.FastBurn.IsReachable(Given.Percent(target)).ShouldBe(isReachable);
    }

    [Fact]
    public void A_tier_that_a_total_outage_only_just_equals_cannot_be_reached()
    {
        var tier = new BurnTier(Given.Minutes(5), Given.Hours(1), 20m);

        tier.IsReachable(Given.Percent("95")).ShouldBeFalse();
        tier.IsReachable(Given.Percent("95.01")).ShouldBeTrue();
    }

    [Fact]
    public void The_built_in_tier_is_five_minutes_and_an_hour_above_fourteen_point_four()
    {
        BurnTier.BuiltIn.ShouldBe([new BurnTier(Given.Minutes(5), Given.Hours(1), 14.4m)]);
    }
}
