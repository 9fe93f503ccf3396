namespace SloOperator.Resources;

internal sealed record LatencySpec
{
    /// <summary>Selector of a classic histogram by its base name.</summary>
    public string? Histogram { get; init; }

    /// <summary>A Prometheus duration above 0.</summary>
    public string? Threshold { get; init; }
}
