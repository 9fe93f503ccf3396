using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Where the ticket of a storm is, and how it is handled.</summary>
/// <param name="Namespace">The operator's own.</param>
/// <param name="Cluster">As <see cref="TicketFiling"/> has it.</param>
/// <param name="Team">Who looks after the platform.</param>
/// <param name="Terms">Its sink above all.</param>
internal sealed record StormTerms(string Namespace, string Cluster, string Team, TicketTerms Terms)
{
    public string Fingerprint { get; } =
        TicketFingerprint.Of(Cluster, OwnerKinds.Platform, objective: null, TicketCause.Storm);

    public ResourceName Ticket => TicketNames.Of(new ResourceName(Namespace, "storm"), Fingerprint);
}
