using FsCheck;
using FsCheck.Fluent;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

public sealed class PrometheusDurationTests
{
    [Theory]
    [InlineData("1ms", 1)]
    [InlineData("90s", 90_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("2w", 1_209_600_000)]
    [InlineData("1y", 31_536_000_000)]
    [InlineData("1y1w1d1h1m1s1ms", 32_230_861_001)]
    [InlineData("0s", 0)]
    public void Units_go_from_large_to_small(string text, long milliseconds)
    {
        PrometheusDuration.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("0")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("1.5h")]
    [InlineData("-5m")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("5m\n")]
    [InlineData("٥m")]
    [InlineData("99999999999y")]
    [InlineData("99999999999999999999s")]
    public void Anything_else_is_no_duration(string? text) =>
        PrometheusDuration.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Parts_add_up() =>
        Prop.ForAll<byte, byte, byte>(
                (days, minutes, milliseconds) =>
                    PrometheusDuration.TryParse(
                        $"{days}d{minutes}m{milliseconds}ms",
                        out TimeSpan duration
                    )
                    && duration
                        == TimeSpan.FromDays(days)
                            + TimeSpan.FromMinutes(minutes)
                            + TimeSpan.FromMilliseconds(milliseconds)
            )
            .QuickCheckThrowOnFailure();
}
