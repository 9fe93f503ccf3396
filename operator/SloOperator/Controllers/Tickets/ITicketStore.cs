using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>What is known of ReliabilityTickets, also for those who show how far each is on its way.</summary>
internal interface ITicketStore : IResourceStore<ReliabilityTicket>
{
    /// <summary>Level-based: only the name. Raised for every change, also this program's own writes of a status: a ticket's phase stands there.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "There is one sender; the argument is the whole message."
    )]
    event Action<ResourceName>? Updated;
}
