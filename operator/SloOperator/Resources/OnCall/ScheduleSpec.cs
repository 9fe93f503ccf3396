namespace SloOperator.Resources.OnCall;

/// <summary>At most one of rotation and shifts; neither only where the pager has the schedule.</summary>
internal sealed record ScheduleSpec
{
    /// <summary>An IANA zone; there is no default, because a silent UTC would call the working hours of half the world sleep.</summary>
    public string? TimeZone { get; init; }

    public RotationSpec? Rotation { get; init; }

    public IReadOnlyList<ShiftSpec?>? Shifts { get; init; }

    /// <summary>By member, for those who live in another zone.</summary>
    public IReadOnlyDictionary<string, string?>? MemberTimeZones { get; init; }

    public WorkingHoursSpec? WorkingHours { get; init; }

    public SleepHoursSpec? SleepHours { get; init; }

    /// <summary>ISO dates.</summary>
    public IReadOnlyList<string?>? Holidays { get; init; }
}
