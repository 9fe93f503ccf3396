namespace SloOperator.Resources.OnCall;

internal sealed record SleepHoursSpec
{
    /// <summary>HH:mm; null is 22:00.</summary>
    public string? Start { get; init; }

    /// <summary>HH:mm; null is 08:00.</summary>
    public string? End { get; init; }
}
