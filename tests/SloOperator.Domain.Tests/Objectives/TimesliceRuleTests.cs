using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Objectives;

public sealed class TimesliceRuleTests
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(10, 2)]
    [InlineData(15, 3)]
    [InlineData(20, 4)]
    [InlineData(30, 6)]
    [InlineData(60, 12)]
    public void A_slice_is_a_whole_number_of_buckets_that_divides_an_hour(int minutes, int buckets)
    {
        TimesliceRule.IsUsableLength(Given.Minutes(minutes)).ShouldBeTrue();
        var rule = new TimesliceRule(Given.Minutes(minutes), new Target(99));

        rule.Buckets.ShouldBe(buckets);
        rule.Length.ShouldBe(Given.Minutes(minutes));
        rule.Target.ShouldBe(new Target(99));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(25)]
    [InlineData(45)]
    [InlineData(120)]
    public void Any_other_length_is_refused_with_the_lengths_that_work(int minutes)
    {
        TimesliceRule.IsUsableLength(Given.Minutes(minutes)).ShouldBeFalse();

        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                new TimesliceRule(Given.Minutes(minutes), new Target(99))
            )
            .Message.ShouldStartWith("A slice is 5, 10, 15, 20, 30 or 60 minutes long.");
    }

    [Theory]
    [InlineData(0, 0, false)] // no traffic
    [InlineData(0, 100, false)]
    [InlineData(1, 100, false)] // exactly on target
    [InlineData(2, 100, true)]
    [InlineData(100, 100, true)]
    [InlineData(0.3, 30, false)] // 0.01 × 30 is 0.3 only up to the last bits
    [InlineData(0.300001, 30, true)]
    public void A_slice_is_bad_when_its_own_ratio_misses_the_slice_target(
        double bad,
        double total,
        bool isBad
    )
    {
        Given.Slices(5, "99").IsBad(bad, total).ShouldBe(isBad);
    }

    [Theory]
    [InlineData(1.000_000_000_5, false)]
    [InlineData(1.000_000_002, true)]
    public void The_tolerance_of_a_slice_is_a_billionth_of_what_it_allows(double bad, bool isBad)
    {
        Given.Slices(5, "99").IsBad(bad, 100).ShouldBe(isBad);
    }
}
