using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.Laws;

public sealed class RotationLaws
{
    private static readonly DateTimeOffset From = Given.At("2015-01-01T00:00:00Z");
    private static readonly DateTimeOffset To = Given.At("2036-01-01T00:00:00Z");

    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];

    /// <summary>Without the aliases, which have the same rules.</summary>
    private static readonly string[] Sources =
    [
        .. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Order(),
    ];

    private static readonly Gen<Rotation> AnyRotation =
        from zone in Gen.Elements(Zones)
        from minute in Gen.Choose(0, (24 * 60) - 1)
        from start in Gen.Choose(0, 21 * 365)
        from day in Gen.Choose(1, 7)
        from isWeekly in Gen.Elements(true, false)
        from members in Gen.Choose(1, 9)
        select Of(
            DateTimeZoneProviders.Tzdb[zone],
            LocalTime.FromMinutesSinceMidnight(minute),
            new LocalDate(2015, 1, 1).PlusDays(start),
            isWeekly ? (IsoDayOfWeek)day : null,
            members
        );

    private static readonly Gen<DateTimeOffset> AnyTime =
        from minutes in Gen.Choose(0, 21 * 365 * 24 * 60)
        select From.AddMinutes(minutes);

    [Fact]
    public void Every_instant_since_the_first_handoff_lies_in_one_shift_and_none_before()
    {
        var cases = from rotation in AnyRotation from at in AnyTime select (rotation, at);

        Law.Holds(
            cases,
            c =>
            {
                bool isOnCall = c.at >= Reached(c.rotation, FirstHandoff(c.rotation));
                IReadOnlyList<Shift> around = c.rotation.Between(
                    new(c.at.AddDays(-9), c.at.AddDays(9))
                );

                around.Count(shift => shift.Range.Contains(c.at)).ShouldBe(isOnCall ? 1 : 0);
            },
            times: 2_000
        );
    }

    [Fact]
    public void A_range_in_two_parts_holds_the_shifts_of_the_whole()
    {
        var cases =
            from rotation in AnyRotation
            from start in AnyTime
            from cut in Gen.Choose(0, 40 * 24 * 60)
            from rest in Gen.Choose(0, 40 * 24 * 60)
            select (rotation, start, cut: start.AddMinutes(cut), end: start.AddMinutes(cut + rest));

        Law.Holds(
            cases,
            c =>
                c.rotation.Between(new(c.start, c.cut))
                    .Union(c.rotation.Between(new(c.cut, c.end)))
                    .ShouldBe(c.rotation.Between(new(c.start, c.end))),
            times: 2_000
        );
    }

    [Fact]
    public void In_every_zone_a_handoff_is_when_the_clock_first_reaches_it_at_every_clock_change()
    {
        foreach (string id in Zones)
        {
            DateTimeZone zone = DateTimeZoneProviders.Tzdb[id];
            foreach (ZoneInterval change in Changes(zone))
            {
                ShouldHandOffAround(zone, change);
            }
        }
    }

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("America/Chicago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("America/St_Johns")]
    public void On_every_day_shifts_lie_side_by_side_and_begin_at_the_handoff(string id)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[id];
        foreach (int minute in (int[])[0, 60, 90, 105, 120, 135, 150, 180, 540, 1439])
        {
            LocalTime time = LocalTime.FromMinutesSinceMidnight(minute);
            Rotation daily = Of(zone, time, new LocalDate(2010, 6, 1), day: null, members: 3);

            ShouldTile(daily, daily.Between(new(Given.At("2010-06-03T00:00:00Z"), To)));
        }
    }

    [Fact]
    public void In_every_zone_the_days_of_21_years_lie_side_by_side_and_begin_at_the_handoff() =>
        ShouldTileEveryZone(Sources, new(2014, 12, 1), day: null);

    [Fact]
    public void In_every_zone_the_weeks_of_21_years_lie_side_by_side_and_begin_at_the_handoff() =>
        ShouldTileEveryZone(Sources, new(2014, 12, 1), IsoDayOfWeek.Sunday);

    private static void ShouldTileEveryZone(string[] ids, LocalDate start, IsoDayOfWeek? day)
    {
        int minute = 0;
        foreach (string id in ids)
        {
            minute = (minute + 37) % (24 * 60);
            LocalTime handoff = LocalTime.FromMinutesSinceMidnight(minute);
            Rotation rotation = Of(DateTimeZoneProviders.Tzdb[id], handoff, start, day, members: 4);

            ShouldTile(rotation, rotation.Between(new(From, To)));
        }
    }

    private static Rotation Of(
        DateTimeZone zone,
        LocalTime handoff,
        LocalDate start,
        IsoDayOfWeek? day,
        int members
    )
    {
        string[] names = [.. Enumerable.Range(0, members).Select(number => $"m{number}")];
        return day is { } handoffDay
            ? new WeeklyRotation(zone, handoffDay, handoff, start, names)
            : new DailyRotation(zone, handoff, start, names);
    }

    private static IEnumerable<ZoneInterval> Changes(DateTimeZone zone) =>
        zone.GetZoneIntervals(From.ToInstant(), To.ToInstant()).Where(change => change.HasEnd);

    /// <summary>Handoffs on, inside and beside what the clock skips or repeats when the interval ends.</summary>
    private static void ShouldHandOffAround(DateTimeZone zone, ZoneInterval interval)
    {
        LocalDateTime before = interval.IsoLocalEnd;
        LocalDateTime after = zone.GetZoneInterval(interval.End).IsoLocalStart;
        long middle = Period.Between(before, after, PeriodUnits.Minutes).Minutes / 2;
        foreach (
            LocalDateTime at in (LocalDateTime[])
                [
                    before.PlusMinutes(-1),
                    before,
                    before.PlusMinutes(middle),
                    after,
                    after.PlusMinutes(1),
                ]
        )
        {
            Rotation daily = Of(zone, at.TimeOfDay, at.Date.PlusDays(-2), day: null, members: 3);
            DateTimeOffset handoff = Reached(daily, at);

            (daily.At(handoff)?.Start).ShouldBe(handoff, $"{zone.Id} {at}");
            (daily.At(handoff.AddTicks(-1))?.End).ShouldBe(handoff, $"{zone.Id} {at}");
        }
    }

    private static void ShouldTile(Rotation rotation, IReadOnlyList<Shift> shifts)
    {
        Shift? before = null;
        foreach (Shift shift in shifts)
        {
            ShouldBeginAtTheHandoff(rotation, shift.Start);
            if (before is not null && shift.Start != before.End)
            {
                Assert.Fail($"{rotation.Zone.Id}: {before} is followed by {shift}");
            }

            before = shift;
        }

        (shifts[0].Start <= From && before!.End >= To).ShouldBeTrue(rotation.Zone.Id);
    }

    /// <summary>The clock shows the handoff for the first time, or has just jumped over it. Plain comparisons: there are a million of them.</summary>
    private static void ShouldBeginAtTheHandoff(Rotation rotation, DateTimeOffset start)
    {
        LocalDateTime last = Shown(rotation.Zone, start.AddTicks(-1));
        LocalDateTime shown = Shown(rotation.Zone, start);
        bool isFirst = shown.InZoneLeniently(rotation.Zone).ToInstant() == start.ToInstant();
        bool isReached = isFirst && shown.TimeOfDay == rotation.HandoffTime;
        if (!isReached && !IsJumpedOver(rotation.HandoffTime, last, shown))
        {
            Assert.Fail($"{rotation.Zone.Id}: {start:o} is {shown}, not {rotation.HandoffTime}");
        }
    }

    private static bool IsJumpedOver(LocalTime time, LocalDateTime last, LocalDateTime shown) =>
        new[] { last.Date.At(time), last.Date.PlusDays(1).At(time) }.Any(handoff =>
            last < handoff && handoff < shown
        );

    private static LocalDateTime Shown(DateTimeZone zone, DateTimeOffset at) =>
        at.ToInstant().InZone(zone).LocalDateTime;

    private static LocalDateTime FirstHandoff(Rotation rotation)
    {
        LocalDate date = rotation.Start;
        while (rotation is WeeklyRotation weekly && date.DayOfWeek != weekly.HandoffDay)
        {
            date = date.PlusDays(1);
        }

        return date.At(rotation.HandoffTime);
    }

    /// <summary>By walking from clock change to clock change: the first instant at which the zone's clock shows the local time or a later one.</summary>
    private static DateTimeOffset Reached(Rotation rotation, LocalDateTime local)
    {
        Instant about = local.InUtc().ToInstant();
        ZoneInterval interval = rotation
            .Zone.GetZoneIntervals(about - Duration.FromDays(2), about + Duration.FromDays(2))
            .First(candidate => !candidate.HasEnd || candidate.IsoLocalEnd > local);
        Instant shown = about - interval.WallOffset.ToTimeSpan().ToDuration();
        Instant reached = interval.HasStart ? Instant.Max(shown, interval.Start) : shown;
        return reached.ToDateTimeOffset();
    }
}
