namespace SloOperator.Resources.Tickets;

/// <summary>What a TeamSLO wants otherwise than its policy.</summary>
/// <param name="Sink">Name of a TicketSink; null: the policy's.</param>
/// <param name="Labels">Beside those of the sink.</param>
/// <param name="Assignee">As the sink calls somebody; null: nobody.</param>
internal sealed record TicketingOptions(
    string? Sink,
    IReadOnlyList<string> Labels,
    string? Assignee
)
{
    public static readonly TicketingOptions None = new(null, [], null);
}
