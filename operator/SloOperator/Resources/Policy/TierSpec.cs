namespace SloOperator.Resources.Policy;

internal sealed record TierSpec
{
    /// <summary>Unique within the policy.</summary>
    public string? Name { get; init; }

    public TierConditionSpec? When { get; init; }

    /// <summary>A ratio of the whole budget, as a decimal.</summary>
    public string? ClearAbove { get; init; }

    /// <summary>Warn or Deny; null: the gate does not mind it.</summary>
    public string? Gate { get; init; }

    /// <summary>Null: it raises nothing.</summary>
    public TicketRequestSpec? Ticket { get; init; }
}
