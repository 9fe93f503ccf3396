namespace SloOperator.Resources;

/// <summary>Selectors of counters: total, and exactly one of the others.</summary>
internal sealed record EventsSpec
{
    public string? Errors { get; init; }

    public string? Good { get; init; }

    public string? Total { get; init; }
}
