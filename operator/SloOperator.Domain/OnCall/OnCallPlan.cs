namespace SloOperator.Domain.OnCall;

/// <summary>What a team promised its own people.</summary>
public sealed record OnCallPlan
{
    /// <summary>Null where the pager has the schedule, or nobody wrote one: then no page belongs to a shift.</summary>
    public required ShiftPlan? Schedule { get; init; }

    public required HoursRule Hours { get; init; }

    /// <summary>How far back load is judged; one day or more.</summary>
    public required TimeSpan Window { get; init; }

    public required LoadThresholds Thresholds { get; init; }

    /// <summary>0 … 1: with less of the window covered by data, no pages is no news.</summary>
    public required decimal MinimumCoverage { get; init; }
}
