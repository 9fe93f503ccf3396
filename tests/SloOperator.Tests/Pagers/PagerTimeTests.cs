using NodaTime;
using SloOperator.Pagers;

namespace SloOperator.Tests.Pagers;

public sealed class PagerTimeTests
{
    [Theory]
    [InlineData("2026-05-06T17:00:00Z", "2026-05-06T17:00:00+00:00")]
    [InlineData("2026-05-06T17:00Z", "2026-05-06T17:00:00+00:00")]
    [InlineData("2026-05-06T03:30-07", "2026-05-06T03:30:00-07:00")]
    [InlineData("2026-05-06T03:30:15-0730", "2026-05-06T03:30:15-07:30")]
    [InlineData("2026-03-06T15:28:51-05:00", "2026-03-06T15:28:51-05:00")]
    [InlineData("2026-01-05T07:06:47.958Z", "2026-01-05T07:06:47.958+00:00")]
    [InlineData("2026-01-05T07:06:47.123456789Z", "2026-01-05T07:06:47.1234567+00:00")]
    public void A_time_with_an_offset_is_that_instant(string text, string instant) =>
        Parse(text, "Europe/London").ShouldBe(Instant(instant));

    [Theory]
    [InlineData("2026-07-01T12:00:00", "2026-07-01T12:00:00+01:00")]
    [InlineData("2026-07-01 12:00", "2026-07-01T12:00:00+01:00")]
    [InlineData("2026-01-01T12:00:00.5", "2026-01-01T12:00:00.5+00:00")]
    [InlineData("2026-07-01", "2026-07-01T00:00:00+01:00")]
    public void A_time_without_an_offset_is_in_the_zone(string text, string instant) =>
        Parse(text, "Europe/London").ShouldBe(Instant(instant));

    [Fact]
    public void An_ambiguous_time_is_its_first_occurrence() =>
        Parse("2026-10-25T01:30:00", "Europe/London")
            .ShouldBe(Instant("2026-10-25T01:30:00+01:00"));

    [Fact]
    public void A_skipped_time_is_the_first_instant_after_it() =>
        Parse("2026-03-29T01:30:00", "Europe/London")
            .ShouldBe(Instant("2026-03-29T02:00:00+01:00"));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-02-30")]
    [InlineData("2026-01-01T25:00:00Z")]
    [InlineData("2026-01-01T00:00:00+99:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("2026-01-01T00:00:00Z; drop")]
    [InlineData("1764000000")]
    public void What_is_no_time_is_none(string text) => Parse(text, "UTC").ShouldBeNull();

    private static DateTimeOffset? Parse(string text, string zone) =>
        PagerTime.Parse(text, DateTimeZoneProviders.Tzdb[zone]);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
