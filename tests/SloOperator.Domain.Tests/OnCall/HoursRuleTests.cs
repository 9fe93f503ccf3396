using NodaTime;
using SloOperator.Domain.OnCall;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.OnCall.Rotations;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>Boundary instants and the last tick before each.</summary>
public sealed class HoursRuleTests
{
    private static readonly HoursRule London = new()
    {
        Zone = Zone("Europe/London"),
        Holidays = new HashSet<LocalDate> { new(2026, 12, 25) },
        MemberZones = new Dictionary<string, DateTimeZone> { ["c"] = Zone("America/New_York") },
    };

    [Theory]
    // Thursday 8 January 2026.
    [InlineData("2026-01-08T07:59:59.9999999Z", HoursClass.Sleep)]
    [InlineData("2026-01-08T08:00:00.0000000Z", HoursClass.Business)]
    [InlineData("2026-01-08T17:59:59.9999999Z", HoursClass.Business)]
    [InlineData("2026-01-08T18:00:00.0000000Z", HoursClass.Off)]
    [InlineData("2026-01-08T21:59:59.9999999Z", HoursClass.Off)]
    [InlineData("2026-01-08T22:00:00.0000000Z", HoursClass.Sleep)]
    [InlineData("2026-01-08T23:59:59.9999999Z", HoursClass.Sleep)]
    [InlineData("2026-01-09T00:00:00.0000000Z", HoursClass.Sleep)]
    public void A_working_day_is_sleep_business_and_off(string at, HoursClass hours) =>
        London.ClassOf(At(at), "a").ShouldBe(hours);

    [Theory]
    [InlineData("2026-01-09T12:00:00Z", HoursClass.Business)] // Friday
    [InlineData("2026-01-10T12:00:00Z", HoursClass.Off)]
    [InlineData("2026-01-11T12:00:00Z", HoursClass.Off)]
    [InlineData("2026-01-12T12:00:00Z", HoursClass.Business)] // Monday
    [InlineData("2026-01-10T07:59:59.9999999Z", HoursClass.Sleep)]
    [InlineData("2026-01-10T08:00:00.0000000Z", HoursClass.Off)]
    [InlineData("2026-01-10T22:00:00.0000000Z", HoursClass.Sleep)]
    public void A_weekend_is_off_and_its_nights_are_sleep(string at, HoursClass hours) =>
        London.ClassOf(At(at), "a").ShouldBe(hours);

    [Theory]
    // Friday 25 December 2026; its nights are nights.
    [InlineData("2026-12-24T17:59:59.9999999Z", HoursClass.Business)]
    [InlineData("2026-12-25T07:59:59.9999999Z", HoursClass.Sleep)]
    [InlineData("2026-12-25T08:00:00.0000000Z", HoursClass.Off)]
    [InlineData("2026-12-25T17:59:59.9999999Z", HoursClass.Off)]
    [InlineData("2026-12-25T22:00:00.0000000Z", HoursClass.Sleep)]
    [InlineData("2026-12-28T08:00:00.0000000Z", HoursClass.Business)]
    public void A_holiday_is_off(string at, HoursClass hours) =>
        London.ClassOf(At(at), "a").ShouldBe(hours);

    [Theory]
    // For somebody who works from midnight to midnight.
    [InlineData("2026-12-24T23:59:59.9999999Z", HoursClass.Business)]
    [InlineData("2026-12-25T00:00:00.0000000Z", HoursClass.Off)]
    [InlineData("2026-12-25T23:59:59.9999999Z", HoursClass.Off)]
    [InlineData("2026-12-28T00:00:00.0000000Z", HoursClass.Business)]
    public void A_holiday_lasts_from_local_midnight_to_local_midnight(
        string at,
        HoursClass hours
    ) =>
        (
            London with
            {
                WorkingHours = new(LocalTime.Midnight, LocalTime.MaxValue),
                SleepHours = new(new(3, 0), new(3, 0)),
            }
        )
            .ClassOf(At(at), "a")
            .ShouldBe(hours);

    [Theory]
    [InlineData("2026-01-08T12:59:59.9999999Z", HoursClass.Sleep)] // 07:59 in New York
    [InlineData("2026-01-08T13:00:00.0000000Z", HoursClass.Business)]
    [InlineData("2026-01-08T22:59:59.9999999Z", HoursClass.Business)]
    [InlineData("2026-01-08T23:00:00.0000000Z", HoursClass.Off)]
    // It is Friday still, and the holiday, where c lives.
    [InlineData("2026-12-26T02:59:59.9999999Z", HoursClass.Off)]
    [InlineData("2026-12-26T03:00:00.0000000Z", HoursClass.Sleep)]
    public void Whoever_lives_elsewhere_is_judged_by_their_own_clock(string at, HoursClass hours) =>
        London.ClassOf(At(at), "c").ShouldBe(hours);

    [Fact]
    public void Without_a_member_the_rotation_s_clock_counts() =>
        London.ClassOf(At("2026-01-08T08:00:00Z"), null).ShouldBe(HoursClass.Business);

    [Theory]
    // From 07:00Z, an hour of the universal clock earlier: British summer time.
    [InlineData("2026-07-09T06:59:59.9999999Z", HoursClass.Sleep)]
    [InlineData("2026-07-09T07:00:00.0000000Z", HoursClass.Business)]
    // Both hours from 01:00 to 02:00 on 25 October 2026 are night.
    [InlineData("2026-10-25T00:30:00Z", HoursClass.Sleep)]
    [InlineData("2026-10-25T01:30:00Z", HoursClass.Sleep)]
    public void Hours_follow_the_clock_and_its_changes(string at, HoursClass hours) =>
        London.ClassOf(At(at), "a").ShouldBe(hours);

    [Theory]
    // A night shift from 22:00 to 06:00, Monday to Friday; they sleep from 08:00 to 16:00.
    [InlineData("2026-01-05T05:00:00Z", HoursClass.Off)] // Monday, before its own evening: Sunday's
    [InlineData("2026-01-05T21:59:59.9999999Z", HoursClass.Off)]
    [InlineData("2026-01-05T22:00:00.0000000Z", HoursClass.Business)]
    [InlineData("2026-01-10T05:59:59.9999999Z", HoursClass.Business)] // Saturday: Friday's
    [InlineData("2026-01-10T06:00:00.0000000Z", HoursClass.Off)]
    [InlineData("2026-01-10T22:00:00Z", HoursClass.Off)]
    [InlineData("2026-12-25T05:00:00Z", HoursClass.Business)] // the eve's
    [InlineData("2026-12-25T23:00:00Z", HoursClass.Off)]
    [InlineData("2026-12-26T05:00:00Z", HoursClass.Off)] // the holiday's
    [InlineData("2026-01-08T07:59:59.9999999Z", HoursClass.Off)]
    [InlineData("2026-01-08T08:00:00.0000000Z", HoursClass.Sleep)]
    [InlineData("2026-01-08T15:59:59.9999999Z", HoursClass.Sleep)]
    [InlineData("2026-01-08T16:00:00.0000000Z", HoursClass.Off)]
    public void Working_hours_past_midnight_belong_to_the_day_they_began_on(
        string at,
        HoursClass hours
    ) =>
        (
            London with
            {
                WorkingHours = new(new(22, 0), new(6, 0)),
                SleepHours = new(new(8, 0), new(16, 0)),
            }
        )
            .ClassOf(At(at), "a")
            .ShouldBe(hours);

    [Theory]
    [InlineData("2026-01-08T16:59:59.9999999Z", HoursClass.Business)]
    [InlineData("2026-01-08T17:00:00.0000000Z", HoursClass.Sleep)]
    public void Sleep_goes_before_work(string at, HoursClass hours) =>
        (London with { SleepHours = new(new(17, 0), new(1, 0)) })
            .ClassOf(At(at), "a")
            .ShouldBe(hours);

    [Theory]
    [InlineData("2026-01-08T22:00:00Z")]
    [InlineData("2026-01-08T00:00:00Z")]
    public void Hours_that_end_where_they_begin_are_none(string at) =>
        (London with { SleepHours = new(new(22, 0), new(22, 0)) })
            .ClassOf(At(at), "a")
            .ShouldBe(HoursClass.Off);

    [Theory]
    [InlineData("2026-01-08T23:59:59.9999999Z", HoursClass.Business)] // Thursday
    [InlineData("2026-01-09T00:00:00.0000000Z", HoursClass.Off)]
    [InlineData("2026-01-07T23:59:59.9999999Z", HoursClass.Off)]
    [InlineData("2026-01-08T08:00:00.0000000Z", HoursClass.Business)]
    public void Hours_that_end_at_midnight_last_to_the_end_of_the_day(
        string at,
        HoursClass hours
    ) => (
            London with
            {
                WorkingDays = new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Thursday },
                WorkingHours = new(new(8, 0), new(0, 0)),
                SleepHours = new(new(3, 0), new(3, 0)),
            }
        ).ClassOf(At(at), "a").ShouldBe(hours);

    [Fact]
    public void The_defaults_are_PagerDuty_s_hours()
    {
        HoursRule.DefaultWorkingHours.ShouldBe(new DailyHours(new(8, 0), new(18, 0)));
        HoursRule.DefaultSleepHours.ShouldBe(new DailyHours(new(22, 0), new(8, 0)));
        HoursRule
            .DefaultWorkingDays.Order()
            .ShouldBe([
                IsoDayOfWeek.Monday,
                IsoDayOfWeek.Tuesday,
                IsoDayOfWeek.Wednesday,
                IsoDayOfWeek.Thursday,
                IsoDayOfWeek.Friday,
            ]);
    }
}
