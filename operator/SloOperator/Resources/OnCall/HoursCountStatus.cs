namespace SloOperator.Resources.OnCall;

/// <summary>Incidents by what they interrupted; their sum is incidents.lower.</summary>
internal sealed record HoursCountStatus
{
    public long? Business { get; init; }

    public long? Off { get; init; }

    public long? Sleep { get; init; }

    public long? Uncovered { get; init; }
}
