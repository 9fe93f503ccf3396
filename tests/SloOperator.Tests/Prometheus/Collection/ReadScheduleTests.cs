using NodaTime;
using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.Collection;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class ReadScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_ledger_that_is_up_to_the_boundary_lacks_nothing() =>
        ReadSchedule.Following(Noon, Noon).ShouldBeNull();

    [Theory]
    [InlineData(-5)]
    [InlineData(-15)]
    public void Up_to_three_missing_buckets_are_within_the_three_read_anyway(int minutes) =>
        ReadSchedule
            .Following(Noon.AddMinutes(minutes), Noon)
            .ShouldBe(new ReadSpan(ReadKind.Boundary, Noon.AddMinutes(-10), Noon));

    [Fact]
    public void Four_missing_buckets_are_a_gap() =>
        ReadSchedule
            .Following(Noon.AddMinutes(-20), Noon)
            .ShouldBe(new ReadSpan(ReadKind.Gap, Noon.AddMinutes(-30), Noon));

    [Theory]
    [InlineData(5, true)]
    [InlineData(10, false)]
    public void A_ledger_more_than_a_bucket_ahead_speaks_of_a_future(int minutes, bool canFollow) =>
        ReadSchedule.CanFollow(Noon.AddMinutes(minutes), Noon).ShouldBe(canFollow);

    [Fact]
    public void A_gap_of_more_than_a_request_is_read_anew() =>
        ReadSchedule.CanFollow(Noon.AddDays(-35), Noon).ShouldBeFalse();

    [Theory]
    [InlineData("12:00:59", null)]
    [InlineData("12:01:00", "12:01:00")]
    [InlineData("12:03:59", "12:03:00")]
    public void The_live_window_ends_on_the_minute_after_the_boundary(
        string settled,
        string? end
    ) => ReadSchedule.Live(On(settled), Noon)?.Last.ShouldBe(On(end!));

    [Fact]
    public void A_young_calendar_month_is_read_from_three_days_ago_for_its_burn_rates()
    {
        var month = new CalendarWindow(CalendarPeriod.Month, DateTimeZone.Utc);
        var second = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

        ReadSchedule.Start(month, second).ShouldBe(second.AddDays(-3));
        ReadSchedule
            .Start(month, Noon)
            .ShouldBe(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static DateTimeOffset On(string time) =>
        Noon.Date + TimeSpan.Parse(time, null) is var date
            ? new DateTimeOffset(date, TimeSpan.Zero)
            : default;
}
