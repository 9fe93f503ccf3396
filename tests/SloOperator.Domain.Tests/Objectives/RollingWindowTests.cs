using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Objectives;

public sealed class RollingWindowTests
{
    [Fact]
    public void A_rolling_window_reaches_its_length_back_and_is_never_renewed_as_a_whole()
    {
        WindowSpan span = FourWeeks.SpanAt(Noon);

        span.ShouldBe(new WindowSpan(At("2026-10-23T12:00:00Z"), Noon, null));
        span.Elapsed.ShouldBe(Days(28));
        span.Full.ShouldBe(Days(28));
        FourWeeks.Longest.ShouldBe(Days(28));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    public void The_shortest_is_one_day_and_the_longest_ninety(int days)
    {
        new RollingWindow(Days(days)).Length.ShouldBe(Days(days));
    }

    [Fact]
    public void A_tick_less_than_a_day_or_more_than_ninety_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new RollingWindow(Days(1) - TimeSpan.FromTicks(1))
        );
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new RollingWindow(Days(90) + TimeSpan.FromTicks(1))
        );
    }
}
