namespace SloOperator.Domain.Objectives;

/// <summary>What a team promises of one indicator.</summary>
/// <param name="Name">Unique within its owner.</param>
/// <param name="Target">The share of good events, or of good slices when <paramref name="Timeslice"/> is set.</param>
/// <param name="Timeslice">Null: every event counts alike (Occurrences).</param>
/// <param name="MinimumEvents">Fewer events than this in the window are too few to judge by; 0: any number will do.</param>
public sealed record Objective(
    string Name,
    Target Target,
    TimesliceRule? Timeslice = null,
    long MinimumEvents = 0
);
