namespace SloOperator.Resources.Policy;

internal sealed record TicketRequestSpec
{
    /// <summary>P1 … P4.</summary>
    public string? Priority { get; init; }

    /// <summary>Name of a built-in text; null: the cause's own.</summary>
    public string? Template { get; init; }
}
