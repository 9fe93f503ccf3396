using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.Laws;

public sealed class HoursLaws
{
    private const int MinutesOfADay = 24 * 60;

    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];

    private static readonly Gen<(int Start, int End)> Hours =
        from start in Gen.Choose(0, MinutesOfADay - 1)
        from length in Gen.Choose(0, MinutesOfADay - 1)
        select (start, (start + length) % MinutesOfADay);

    [Fact]
    public void Every_minute_has_the_class_that_a_person_would_read_off_a_clock_and_a_calendar()
    {
        var cases =
            from zone in Gen.Elements(Zones)
            from own in Gen.Elements(Zones)
            from working in Hours
            from sleep in Hours
            from days in Gen.SubListOf(1, 2, 3, 4, 5, 6, 7)
            from holidays in Gen.Choose(0, 21 * 365).ListOf(200)
            from minutes in Gen.Choose(0, 21 * 365 * MinutesOfADay).ListOf(40)
            select (zone, own, working, sleep, days, holidays, minutes);

        Law.Holds(
            cases,
            c =>
            {
                var calendar = new Calendar(c.working, c.sleep, [.. c.days], [.. c.holidays]);
                HoursRule rule = calendar.Rule(c.zone, c.own);
                foreach (int minute in c.minutes)
                {
                    DateTimeOffset at = Calendar.Epoch.AddMinutes(minute);

                    rule.ClassOf(at, "b").ShouldBe(calendar.Read(at, c.zone));
                    rule.ClassOf(at, "a").ShouldBe(calendar.Read(at, c.own));
                }
            },
            times: 300
        );
    }

    /// <summary>The truth, by counting minutes: what is written on the wall, without windows that wrap.</summary>
    private sealed record Calendar(
        (int Start, int End) Working,
        (int Start, int End) Sleep,
        HashSet<int> Days,
        HashSet<int> Holidays
    )
    {
        public static readonly DateTimeOffset Epoch = Given.At("2015-01-01T00:00:00Z");

        public HoursRule Rule(string zone, string own) =>
            new()
            {
                Zone = DateTimeZoneProviders.Tzdb[zone],
                MemberZones = new Dictionary<string, DateTimeZone>
                {
                    ["a"] = DateTimeZoneProviders.Tzdb[own],
                },
                WorkingDays = Days.Select(day => (IsoDayOfWeek)day).ToHashSet(),
                WorkingHours = new(Time(Working.Start), Time(Working.End)),
                SleepHours = new(Time(Sleep.Start), Time(Sleep.End)),
                Holidays = Holidays
                    .Select(day => new LocalDate(2015, 1, 1).PlusDays(day))
                    .ToHashSet(),
            };

        public HoursClass Read(DateTimeOffset at, string zone)
        {
            DateTimeZone place = DateTimeZoneProviders.Tzdb[zone];
            int offset = place.GetUtcOffset(Instant.FromDateTimeOffset(at)).Seconds;
            var minute = (int)Math.Floor((at.AddSeconds(offset) - Epoch).TotalMinutes);
            int day = (int)Math.Floor(minute / (double)MinutesOfADay);
            return Began(Sleep, minute, day) is not null ? HoursClass.Sleep
                : Began(Working, minute, day) is { } began && IsWorkday(began) ? HoursClass.Business
                : HoursClass.Off;
        }

        /// <summary>The day, this one or the one before, whose hours hold the minute.</summary>
        private static int? Began((int Start, int End) hours, int minute, int day)
        {
            int length = (hours.End - hours.Start + MinutesOfADay) % MinutesOfADay;
            foreach (int candidate in (int[])[day, day - 1])
            {
                int into = minute - ((candidate * MinutesOfADay) + hours.Start);
                if (into >= 0 && into < length)
                {
                    return candidate;
                }
            }

            return null;
        }

        /// <summary>1 January 2015 was a Thursday.</summary>
        private bool IsWorkday(int day) =>
            Days.Contains((((day + 3) % 7) + 7) % 7 + 1) && !Holidays.Contains(day);

        private static LocalTime Time(int minute) => LocalTime.FromMinutesSinceMidnight(minute);
    }
}
