namespace SloOperator.Resources.OnCall;

/// <summary>Decimal strings, of shares percentages with their sign; what is not written has the metric's default.</summary>
internal sealed record ThresholdSpec
{
    public string? Warn { get; init; }

    public string? Limit { get; init; }
}
