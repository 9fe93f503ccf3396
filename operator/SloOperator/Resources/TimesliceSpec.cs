namespace SloOperator.Resources;

internal sealed record TimesliceSpec
{
    /// <summary>A Prometheus duration: 5, 10, 15, 20, 30 or 60 minutes.</summary>
    public string? Length { get; init; }

    /// <summary>Percent, a decimal string.</summary>
    public string? Target { get; init; }
}
