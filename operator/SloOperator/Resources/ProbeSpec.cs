namespace SloOperator.Resources;

internal sealed record ProbeSpec
{
    /// <summary>Selector of a gauge that is 1 for success and 0 for failure.</summary>
    public string? Selector { get; init; }
}
