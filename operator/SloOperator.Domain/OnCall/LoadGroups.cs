namespace SloOperator.Domain.OnCall;

/// <summary>Which metrics say the same of a rotation: each group has its condition, and causes of tickets of its own.</summary>
public static class LoadGroups
{
    /// <summary>Too many pages to follow them up.</summary>
    public static readonly IReadOnlyList<LoadMetric> Pages =
    [
        LoadMetric.IncidentsPer12h,
        LoadMetric.ShiftsOverBudget,
        LoadMetric.MedianRestoreMinutes,
    ];

    /// <summary>Too many pages when people rest.</summary>
    public static readonly IReadOnlyList<LoadMetric> OffHours =
    [
        LoadMetric.OffHoursPerResponder30d,
        LoadMetric.SleepPagesPerShift,
    ];

    /// <summary>Pages that tell too little.</summary>
    public static readonly IReadOnlyList<LoadMetric> Noise =
    [
        LoadMetric.AlertsPerIncident,
        LoadMetric.TransientShare,
    ];

    /// <summary>Pages that tell the same again.</summary>
    public static readonly IReadOnlyList<LoadMetric> Repeats = [LoadMetric.RepeatsPer7d];
}
