namespace SloOperator.Resources;

/// <summary>Exactly one of the two.</summary>
internal sealed record WindowSpec
{
    /// <summary>A Prometheus duration, 1d … 90d.</summary>
    public string? Rolling { get; init; }

    public CalendarSpec? Calendar { get; init; }
}
