using FsCheck.Fluent;
using NodaTime;
using NodaTime.Extensions;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

public sealed class CalendarLaws
{
    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];

    [Fact]
    public void Periods_lie_side_by_side_and_start_with_their_first_local_day_on_any_day_in_any_zone()
    {
        var cases =
            from zone in Gen.Elements(Zones)
            from period in Gen.Elements(Enum.GetValues<CalendarPeriod>())
            from minutes in Gen.Choose(0, 36 * 365 * 24 * 60)
            select (zone, period, at: Given.At("2000-01-01T00:00:00Z").AddMinutes(minutes));

        Law.Holds(cases, c => ShouldTile(new CalendarWindow(c.period, Zone(c.zone)), c.at), 3_000);
    }

    [Fact]
    public void A_day_with_a_clock_change_lies_in_one_period()
    {
        var cases =
            from zone in Gen.Elements("Europe/Berlin", "America/Chicago", "Australia/Lord_Howe")
            from period in Gen.Elements(Enum.GetValues<CalendarPeriod>())
            from year in Gen.Choose(2010, 2035)
            from nth in Gen.Choose(0, 1)
            from minutes in Gen.Choose(-180, 180)
            select (zone, period, at: Change(zone, year, nth).AddMinutes(minutes));

        Law.Holds(cases, c => ShouldTile(new CalendarWindow(c.period, Zone(c.zone)), c.at), 500);
    }

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private static DateTimeOffset Change(string zone, int year, int nth) =>
        Zone(zone)
            .GetZoneIntervals(
                Instant.FromUtc(year, 1, 2, 0, 0),
                Instant.FromUtc(year, 12, 31, 0, 0)
            )
            .ElementAt(nth)
            .End.ToDateTimeOffset();

    private static void ShouldTile(CalendarWindow window, DateTimeOffset at)
    {
        WindowSpan span = window.SpanAt(at);
        DateTimeOffset renewal = span.PeriodEnd.ShouldNotBeNull();

        span.End.ShouldBe(at);
        span.Start.ShouldBeLessThan(at);
        renewal.ShouldBeGreaterThanOrEqualTo(at);
        span.Full.ShouldBeLessThanOrEqualTo(window.Longest);
        window.SpanAt(renewal).Start.ShouldBe(span.Start);
        window.SpanAt(renewal.AddTicks(1)).Start.ShouldBe(renewal);
        IsFirstDay(window.Period, LocalDay(window, span.Start)).ShouldBeTrue();
        LocalDay(window, span.Start).ShouldNotBe(LocalDay(window, span.Start.AddTicks(-1)));
    }

    private static LocalDate LocalDay(CalendarWindow window, DateTimeOffset at) =>
        at.ToInstant().InZone(window.Zone).Date;

    private static bool IsFirstDay(CalendarPeriod period, LocalDate day) =>
        period switch
        {
            CalendarPeriod.Week => day.DayOfWeek == IsoDayOfWeek.Monday,
            CalendarPeriod.Month => day.Day == 1,
            CalendarPeriod.Quarter => day.Day == 1 && day.Month is 1 or 4 or 7 or 10,
            _ => day.DayOfYear == 1,
        };
}
