using NodaTime;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Objectives;

public sealed class CalendarWindowTests
{
    [Theory]
    // Friday, 20 November 2026, 13:00 in Berlin (+01:00).
    [InlineData(CalendarPeriod.Week, "2026-11-15T23:00:00Z", "2026-11-22T23:00:00Z")]
    [InlineData(CalendarPeriod.Month, "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z")]
    [InlineData(CalendarPeriod.Quarter, "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z")]
    [InlineData(CalendarPeriod.Year, "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z")]
    public void A_period_runs_from_local_midnight_to_local_midnight_in_Berlin(
        CalendarPeriod period,
        string start,
        string end
    )
    {
        Window(period, "Europe/Berlin")
            .SpanAt(Noon)
            .ShouldBe(new WindowSpan(At(start), Noon, At(end)));
    }

    [Theory]
    // Clocks go forward on 8 March and back on 1 November 2026; −06:00 in winter, −05:00 in summer.
    [InlineData("2026-03-20T12:00:00Z", CalendarPeriod.Week, "2026-03-16T05:00:00Z", 168)]
    [InlineData("2026-03-08T12:00:00Z", CalendarPeriod.Week, "2026-03-02T06:00:00Z", 167)]
    [InlineData("2026-11-01T12:00:00Z", CalendarPeriod.Week, "2026-10-26T05:00:00Z", 169)]
    [InlineData("2026-03-20T12:00:00Z", CalendarPeriod.Month, "2026-03-01T06:00:00Z", 743)]
    [InlineData("2026-11-20T12:00:00Z", CalendarPeriod.Month, "2026-11-01T05:00:00Z", 721)]
    [InlineData("2026-11-20T12:00:00Z", CalendarPeriod.Quarter, "2026-10-01T05:00:00Z", 2209)]
    [InlineData("2026-11-20T12:00:00Z", CalendarPeriod.Year, "2026-01-01T06:00:00Z", 8760)]
    [InlineData("2028-11-20T12:00:00Z", CalendarPeriod.Year, "2028-01-01T06:00:00Z", 8784)]
    public void A_period_is_as_long_as_its_clock_changes_make_it_in_Chicago(
        string at,
        CalendarPeriod period,
        string start,
        int hours
    )
    {
        WindowSpan span = Window(period, "America/Chicago").SpanAt(At(at));

        span.Start.ShouldBe(At(start));
        span.Full.ShouldBe(Hours(hours));
        span.Elapsed.ShouldBe(At(at) - At(start));
    }

    [Theory]
    // +10:30 in winter, +11:00 in summer; forward on 4 October 2026, back on 5 April 2026.
    [InlineData("2026-07-15T00:00:00Z", "2026-06-30T13:30:00Z", "2026-07-31T13:30:00Z")]
    [InlineData("2026-10-15T00:00:00Z", "2026-09-30T13:30:00Z", "2026-10-31T13:00:00Z")]
    [InlineData("2026-11-15T00:00:00Z", "2026-10-31T13:00:00Z", "2026-11-30T13:00:00Z")]
    [InlineData("2026-04-15T00:00:00Z", "2026-03-31T13:00:00Z", "2026-04-30T13:30:00Z")]
    public void Lord_Howe_changes_its_clock_by_half_an_hour(string at, string start, string end)
    {
        Window(CalendarPeriod.Month, "Australia/Lord_Howe")
            .SpanAt(At(at))
            .ShouldBe(new WindowSpan(At(start), At(at), At(end)));
    }

    [Theory]
    // Samoa crossed the date line: Thursday 29 December 2011 was followed by Saturday the 31st.
    [InlineData(CalendarPeriod.Week, "2011-12-26T10:00:00Z", "2012-01-01T10:00:00Z", 6)]
    [InlineData(CalendarPeriod.Month, "2011-12-01T10:00:00Z", "2011-12-31T10:00:00Z", 30)]
    public void A_skipped_day_makes_its_period_a_day_shorter_in_Apia(
        CalendarPeriod period,
        string start,
        string end,
        int days
    )
    {
        WindowSpan span = Window(period, "Pacific/Apia").SpanAt(At("2011-12-30T12:00:00Z"));

        span.Start.ShouldBe(At(start));
        span.PeriodEnd.ShouldBe(At(end));
        span.Full.ShouldBe(Days(days));
    }

    [Theory]
    // Sunday 15 October 2017 began at 01:00 in São Paulo.
    [InlineData("America/Sao_Paulo", "2017-10-15T12:00:00Z", "2017-10-09T03:00:00Z")]
    // Monday 22 March 2021 began at 01:00 in Tehran, which is 20:30 UTC.
    [InlineData("Asia/Tehran", "2021-03-22T12:00:00Z", "2021-03-21T20:30:00Z")]
    public void A_week_starts_at_the_first_instant_of_its_Monday_where_midnight_is_skipped(
        string zone,
        string at,
        string start
    )
    {
        WindowSpan span = Window(CalendarPeriod.Week, zone).SpanAt(At(at));

        span.Start.ShouldBe(At(start));
        span.Full.ShouldBe(Hours(167));
    }

    [Theory]
    [InlineData(CalendarPeriod.Month)]
    [InlineData(CalendarPeriod.Quarter)]
    public void A_month_starts_at_one_o_clock_where_its_midnight_is_skipped(CalendarPeriod period)
    {
        // 1 October 2017 began at 01:00 −03:00 in Asunción: 04:00 UTC.
        Window(period, "America/Asuncion")
            .SpanAt(At("2017-10-01T12:00:00Z"))
            .Start.ShouldBe(At("2017-10-01T04:00:00Z"));
    }

    [Theory]
    [InlineData("2026-01-31T00:00:00Z", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z")]
    [InlineData("2026-03-31T00:00:00Z", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z")]
    [InlineData("2026-04-02T00:00:00Z", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData("2026-09-30T00:00:00Z", "2026-07-01T00:00:00Z", "2026-10-01T00:00:00Z")]
    [InlineData("2026-12-31T00:00:00Z", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    public void Quarters_start_in_January_April_July_and_October(
        string at,
        string start,
        string end
    )
    {
        Window(CalendarPeriod.Quarter, "UTC")
            .SpanAt(At(at))
            .ShouldBe(new WindowSpan(At(start), At(at), At(end)));
    }

    [Fact]
    public void An_evaluation_exactly_at_a_boundary_closes_the_period_before()
    {
        DateTimeOffset boundary = At("2026-10-31T23:00:00Z");
        CalendarWindow month = Window(CalendarPeriod.Month, "Europe/Berlin");

        WindowSpan closing = month.SpanAt(boundary);

        closing.ShouldBe(new WindowSpan(At("2026-09-30T22:00:00Z"), boundary, boundary));
        closing.Full.ShouldBe(Hours(745)); // October with its clock change
    }

    [Fact]
    public void A_tick_after_a_boundary_belongs_to_the_period_that_starts_there()
    {
        DateTimeOffset boundary = At("2026-10-31T23:00:00Z");
        CalendarWindow month = Window(CalendarPeriod.Month, "Europe/Berlin");

        WindowSpan opening = month.SpanAt(boundary.AddTicks(1));

        opening.Start.ShouldBe(boundary);
        opening.Elapsed.ShouldBe(TimeSpan.FromTicks(1));
        opening.PeriodEnd.ShouldBe(At("2026-11-30T23:00:00Z"));
    }

    [Theory]
    [InlineData(CalendarPeriod.Week, 8)]
    [InlineData(CalendarPeriod.Month, 32)]
    [InlineData(CalendarPeriod.Quarter, 93)]
    [InlineData(CalendarPeriod.Year, 367)]
    public void The_longest_period_has_room_for_a_day_of_clock_changes(
        CalendarPeriod period,
        int days
    )
    {
        Window(period, "UTC").Longest.ShouldBe(Days(days));
    }

    private static CalendarWindow Window(CalendarPeriod period, string zone) =>
        new(period, DateTimeZoneProviders.Tzdb[zone]);
}
