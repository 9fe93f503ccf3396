namespace SloOperator.Resources.OnCall;

/// <summary>One for each metric; what is not written has its default.</summary>
internal sealed record ThresholdsSpec
{
    public ThresholdSpec? IncidentsPer12h { get; init; }

    public ThresholdSpec? ShiftsOverBudget { get; init; }

    public ThresholdSpec? OffHoursPerResponder30d { get; init; }

    public ThresholdSpec? SleepPagesPerShift { get; init; }

    public ThresholdSpec? AlertsPerIncident { get; init; }

    public ThresholdSpec? TransientShare { get; init; }

    public ThresholdSpec? RepeatsPer7d { get; init; }

    public ThresholdSpec? OnCallShare { get; init; }

    public ThresholdSpec? MedianRestoreMinutes { get; init; }
}
