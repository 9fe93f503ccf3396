namespace SloOperator.Resources;

internal sealed record LimitsSpec
{
    /// <summary>1 … 64; null is 4.</summary>
    public int? Concurrency { get; init; }

    /// <summary>1 … 1000; null is 20.</summary>
    public int? QueriesPerSecond { get; init; }

    /// <summary>A Prometheus duration, 1s … 2m; null is 10s.</summary>
    public string? Timeout { get; init; }

    /// <summary>A quantity in Ki or Mi, 64Ki … 256Mi; null is 8Mi.</summary>
    public string? MaxResponse { get; init; }
}
