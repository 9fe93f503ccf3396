using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>One reason for a ticket; of those that would share one, the most urgent is raised.</summary>
internal sealed record TicketClaim(
    TicketCause Cause,
    string? Objective,
    TicketRequest Request,
    TierState State
)
{
    /// <summary>False: the data do not say now.</summary>
    public required bool IsKnown { get; init; }

    public required string Reason { get; init; }

    public TicketIntent ToIntent() =>
        new(
            Cause,
            Objective,
            IsKnown ? Standing.Raised : Standing.Held,
            Request.Priority,
            Request.Template,
            Reason,
            State.Since
        );

    /// <summary>Of equals the first.</summary>
    public static TicketClaim? MostUrgent(IEnumerable<TicketClaim> claims) =>
        claims.MinBy(claim => claim.Request.Priority);
}
