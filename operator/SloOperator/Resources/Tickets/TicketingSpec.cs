namespace SloOperator.Resources.Tickets;

/// <summary>What a team wants of its tickets otherwise than its policy.</summary>
internal sealed record TicketingSpec
{
    /// <summary>Name of a TicketSink; null is the policy's.</summary>
    public string? Sink { get; init; }

    /// <summary>Beside those of the sink.</summary>
    public IReadOnlyList<string?>? Labels { get; init; }

    /// <summary>As the sink calls somebody; null is nobody.</summary>
    public string? Assignee { get; init; }
}
