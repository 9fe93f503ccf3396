using SloOperator.Pagers;

namespace SloOperator.Tests.Pagers;

public sealed class RepeatKeyTests
{
    [Theory]
    [InlineData("api", "HighLatency", "api/HighLatency")]
    [InlineData("api", "[#1234] The server is on fire.", "api/The server is on fire.")]
    [InlineData("api", "[FIRING:3] HighLatency (prod)", "api/HighLatency (prod)")]
    [InlineData("api", "[#12] [FIRING:1]  HighLatency", "api/HighLatency")]
    [InlineData("api", "[prod] HighLatency", "api/[prod] HighLatency")]
    [InlineData(null, "HighLatency", "HighLatency")]
    [InlineData("api", null, "api/Q1")]
    [InlineData("api", "[#1234] ", "api/Q1")]
    public void Repeats_are_told_by_the_place_and_the_title_without_its_counters(
        string? place,
        string? title,
        string key
    ) => RepeatKey.Of(place, title, "Q1").ShouldBe(key);
}
