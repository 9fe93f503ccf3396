using System.Collections.Frozen;
using NodaTime;
using NodaTime.Extensions;

namespace SloOperator.Domain.OnCall;

/// <summary>
/// What a page interrupts, by the responder's own clock: sleep whatever the day, business in the working hours of a working day that is no holiday,
/// else off. Working hours that run past midnight belong to the day they began on: Friday's until Saturday 06:00 are no weekend.
/// </summary>
public sealed record HoursRule
{
    /// <summary>Monday to Friday: the defaults here are those of PagerDuty's Insights (support.pagerduty.com/docs/insights), who named business, off and sleep hours.</summary>
    public static readonly IReadOnlySet<IsoDayOfWeek> DefaultWorkingDays = new[]
    {
        IsoDayOfWeek.Monday,
        IsoDayOfWeek.Tuesday,
        IsoDayOfWeek.Wednesday,
        IsoDayOfWeek.Thursday,
        IsoDayOfWeek.Friday,
    }.ToFrozenSet();

    /// <summary>08:00 to 18:00: PagerDuty's business hours, by the user's time zone.</summary>
    public static readonly DailyHours DefaultWorkingHours = new(
        new LocalTime(8, 0),
        new LocalTime(18, 0)
    );

    /// <summary>22:00 to 08:00 every day: PagerDuty's sleep hours, by the user's time zone.</summary>
    public static readonly DailyHours DefaultSleepHours = new(
        new LocalTime(22, 0),
        new LocalTime(8, 0)
    );

    /// <summary>The rotation's; the clock of whoever has no zone of their own.</summary>
    public required DateTimeZone Zone { get; init; }

    public IReadOnlySet<IsoDayOfWeek> WorkingDays { get; init; } = DefaultWorkingDays;

    public DailyHours WorkingHours { get; init; } = DefaultWorkingHours;

    public DailyHours SleepHours { get; init; } = DefaultSleepHours;

    /// <summary>The same dates for everybody, each on the responder's own calendar.</summary>
    public IReadOnlySet<LocalDate> Holidays { get; init; } = FrozenSet<LocalDate>.Empty;

    /// <summary>By member, for those who live in another zone than the rotation's.</summary>
    public IReadOnlyDictionary<string, DateTimeZone> MemberZones { get; init; } =
        FrozenDictionary<string, DateTimeZone>.Empty;

    /// <param name="at">When the page came.</param>
    /// <param name="member">Whose page it was; null for anybody's, by the rotation's clock.</param>
    /// <returns>Never <see cref="HoursClass.Uncovered"/>: whether somebody was on shift is the schedule's to say.</returns>
    public HoursClass ClassOf(DateTimeOffset at, string? member)
    {
        LocalDateTime local = at.ToInstant().InZone(ZoneOf(member)).LocalDateTime;
        return SleepHours.Contains(local.TimeOfDay) ? HoursClass.Sleep
            : WorkingHours.BeganOn(local) is { } day && IsWorkday(day) ? HoursClass.Business
            : HoursClass.Off;
    }

    private DateTimeZone ZoneOf(string? member) =>
        member is not null && MemberZones.TryGetValue(member, out DateTimeZone? own) ? own : Zone;

    private bool IsWorkday(LocalDate day) =>
        WorkingDays.Contains(day.DayOfWeek) && !Holidays.Contains(day);
}
