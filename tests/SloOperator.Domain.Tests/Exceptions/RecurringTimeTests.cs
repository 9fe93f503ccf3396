using NodaTime;
using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Exceptions;

public sealed class RecurringTimeTests
{
    [Fact]
    public void A_window_in_the_night_is_as_long_as_the_clock_says_whatever_the_season()
    {
        RecurringTime sundays = Time(
            "FREQ=WEEKLY;BYDAY=SU",
            "Europe/Berlin",
            new(2026, 3, 22, 1, 0),
            new(2026, 3, 22, 4, 0)
        );

        sundays
            .Between(new(At("2026-03-20T00:00:00Z"), At("2026-04-07T00:00:00Z")))
            .ShouldBe([
                // 01:00 to 04:00 of winter time; then the clock skips 02:00 to 03:00; then summer time.
                Range("2026-03-22T00:00:00Z", "2026-03-22T03:00:00Z"),
                Range("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"),
                Range("2026-04-04T23:00:00Z", "2026-04-05T02:00:00Z"),
            ]);
    }

    [Fact]
    public void Of_an_hour_that_comes_twice_the_first_is_meant() =>
        Time("FREQ=DAILY", "America/Chicago", new(2026, 10, 31, 1, 15), new(2026, 10, 31, 1, 45))
            .Between(new(At("2026-11-01T00:00:00Z"), At("2026-11-02T00:00:00Z")))
            .ShouldBe([Range("2026-11-01T06:15:00Z", "2026-11-01T06:45:00Z")]);

    [Fact]
    public void What_lies_in_a_skipped_hour_does_not_happen_that_day_and_counts_all_the_same()
    {
        RecurringTime nights = Time(
            "FREQ=DAILY;COUNT=3",
            "Europe/Berlin",
            new(2026, 3, 28, 2, 15),
            new(2026, 3, 28, 2, 45)
        );

        nights
            .Between(new(At("2026-03-01T00:00:00Z"), At("2026-05-01T00:00:00Z")))
            .ShouldBe([
                Range("2026-03-28T01:15:00Z", "2026-03-28T01:45:00Z"),
                Range("2026-03-30T00:15:00Z", "2026-03-30T00:45:00Z"),
            ]);
        nights.End.ShouldBe(At("2026-03-30T00:45:00Z"));
    }

    [Fact]
    public void A_month_that_has_no_such_day_is_passed_over() =>
        Time("FREQ=MONTHLY", "UTC", new(2026, 1, 31, 22, 0), new(2026, 2, 1, 2, 0))
            .Between(new(At("2026-01-01T00:00:00Z"), At("2026-06-01T00:00:00Z")))
            .Select(time => time.Start)
            .ShouldBe([
                At("2026-01-31T22:00:00Z"),
                At("2026-03-31T22:00:00Z"),
                At("2026-05-31T22:00:00Z"),
            ]);

    [Fact]
    public void The_last_Friday_of_every_other_month_is_found() =>
        Time(
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
                "UTC",
                new(2026, 1, 30, 22, 0),
                new(2026, 1, 30, 23, 0)
            )
            .Between(new(At("2026-01-01T00:00:00Z"), At("2026-08-01T00:00:00Z")))
            .Select(time => time.Start)
            .ShouldBe([
                At("2026-01-30T22:00:00Z"),
                At("2026-03-27T22:00:00Z"),
                At("2026-05-29T22:00:00Z"),
                At("2026-07-31T22:00:00Z"),
            ]);

    [Fact]
    public void Every_other_week_is_counted_from_Monday() =>
        // A Sunday ends its week: two weeks on, the Tuesday before it is in the same one.
        Time(
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU",
                "UTC",
                new(2026, 3, 1, 0, 0),
                new(2026, 3, 1, 1, 0)
            )
            .Between(new(At("2026-03-01T00:00:00Z"), At("2026-03-25T00:00:00Z")))
            .Select(time => time.Start)
            .ShouldBe([
                At("2026-03-01T00:00:00Z"),
                At("2026-03-10T00:00:00Z"),
                At("2026-03-15T00:00:00Z"),
                At("2026-03-24T00:00:00Z"),
            ]);

    [Fact]
    public void An_occurrence_that_has_begun_belongs_to_a_range_inside_of_it() =>
        Time("FREQ=WEEKLY", "UTC", new(2026, 3, 6, 20, 0), new(2026, 3, 9, 4, 0))
            .Between(new(At("2026-03-15T12:00:00Z"), At("2026-03-15T12:05:00Z")))
            .ShouldBe([Range("2026-03-13T20:00:00Z", "2026-03-16T04:00:00Z")]);

    [Theory]
    [InlineData("FREQ=DAILY;UNTIL=20260305", "2026-03-05T23:00:00Z")]
    [InlineData("FREQ=DAILY;UNTIL=20260305T212959Z", "2026-03-04T23:00:00Z")]
    [InlineData("FREQ=DAILY;UNTIL=20260305T213000Z", "2026-03-05T23:00:00Z")]
    [InlineData("FREQ=DAILY;COUNT=4", "2026-03-04T23:00:00Z")]
    [InlineData("FREQ=DAILY;UNTIL=20260101", "2026-03-01T23:00:00Z")]
    public void The_end_is_that_of_the_last_occurrence(string rule, string end) =>
        Time(rule, "UTC", new(2026, 3, 1, 21, 30), new(2026, 3, 1, 23, 0)).End.ShouldBe(At(end));

    [Fact]
    public void Without_count_and_end_there_is_always_another()
    {
        RecurringTime daily = Time(
            "FREQ=DAILY",
            "UTC",
            new(2000, 1, 1, 0, 0),
            new(2000, 1, 1, 1, 0)
        );

        daily.End.ShouldBeNull();
        daily.At(At("2900-01-01T00:30:00Z")).ShouldNotBeNull();
        daily.At(At("2900-01-01T01:00:00Z")).ShouldBeNull();
    }

    [Theory]
    [InlineData("FREQ=DAILY", 23, true)]
    [InlineData("FREQ=DAILY", 24, false)]
    [InlineData("FREQ=WEEKLY", 167, true)]
    [InlineData("FREQ=WEEKLY", 168, false)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,-1", 24, false)]
    public void Time_must_be_left_between_two_occurrences(string rule, int hours, bool isLeft)
    {
        LocalDateTime start = new(2026, 3, 1, 0, 0);

        Time(rule, "UTC", start, start.PlusHours(hours)).LeavesTimeBetween().ShouldBe(isLeft);
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=SU", true)]
    [InlineData("FREQ=WEEKLY;BYDAY=MO", false)]
    [InlineData("FREQ=MONTHLY;BYDAY=1SU", true)]
    [InlineData("FREQ=MONTHLY;BYDAY=2SU", false)]
    [InlineData("FREQ=DAILY;BYMONTHDAY=2", false)]
    public void A_recurrence_begins_on_one_of_its_own_dates(string rule, bool can) =>
        Rule(rule).CanBeginOn(new LocalDate(2026, 3, 1)).ShouldBe(can);

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Chicago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    public void Occurrences_are_those_that_a_watcher_of_the_clock_would_note(string zone)
    {
        var random = new Random(17);
        for (int run = 0; run < 25; run++)
        {
            (string rule, RecurringTime time, WatchedClock watched) = WatchedClock.Any(
                zone,
                random
            );
            DateTimeOffset from = watched.From.AddMinutes(random.Next(40 * 24 * 60));
            var range = new TimeRange(from, from.AddMinutes(1 + random.Next(30 * 24 * 60)));

            time.Between(range).ShouldBe(watched.Between(range), $"{zone}: {rule} {watched}");
        }
    }

    private static RecurringTime Time(
        string rule,
        string zone,
        LocalDateTime start,
        LocalDateTime end
    ) => new(Rule(rule), DateTimeZoneProviders.Tzdb[zone], start, end);

    private static Recurrence Rule(string text) =>
        RecurrenceText.Parse(text, out _).ShouldNotBeNull();

    private static TimeRange Range(string start, string end) => new(At(start), At(end));
}
