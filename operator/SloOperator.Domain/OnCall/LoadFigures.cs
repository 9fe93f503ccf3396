namespace SloOperator.Domain.OnCall;

/// <summary>The load of one window. A figure is null where there is nothing to divide by.</summary>
public sealed record LoadFigures
{
    public required TimeRange Window { get; init; }

    /// <summary>Share of the window in which a page would have been seen; 0 … 1.</summary>
    public required decimal Coverage { get; init; }

    /// <summary>By class; its total is the fewest incidents that the data can mean.</summary>
    public required HoursCounts ByHours { get; init; }

    /// <summary>The most incidents that the data can mean.</summary>
    public required int Upper { get; init; }

    /// <summary>Each of the nine.</summary>
    public required IReadOnlyDictionary<LoadMetric, decimal?> Metrics { get; init; }

    /// <summary>Most frequent first, five at most.</summary>
    public required IReadOnlyList<RepeatedKey> TopRepeats { get; init; }

    /// <summary>Null when the window before is not known well enough to compare with.</summary>
    public required LoadTrend? Trend { get; init; }

    /// <summary>Null when nobody is on shift at the window's end.</summary>
    public required ShiftLoad? Current { get; init; }

    /// <summary>How many people have shifts in the window, and in the schedule.</summary>
    public required int Members { get; init; }

    /// <summary>Of the shifts that overlap the window; null when there are none.</summary>
    public required TimeSpan? LongestShift { get; init; }

    public decimal? this[LoadMetric metric] => Metrics[metric];
}
