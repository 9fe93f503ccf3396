using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Writes what a decision asks for into the outbox; nothing leaves the cluster here.</summary>
internal interface ITicketFiling
{
    /// <summary>
    /// Makes tickets that are missing and brings those that are there up to date: causes that hold are raised, those that cannot be judged
    /// stay as they are, those that are not named have cleared. Returns the owner's tickets that are not closed.
    /// </summary>
    Task<IReadOnlyList<FiledTicket>> FileAsync(
        TicketOwner owner,
        IReadOnlyList<WrittenIntent> intents,
        CancellationToken ct
    );

    /// <summary>The owner is gone, and with it whatever its tickets were raised for.</summary>
    /// <param name="kind">TeamSLO or OnCallPolicy.</param>
    /// <param name="owner">That was deleted.</param>
    /// <param name="ct">Ends it.</param>
    Task ForgetAsync(string kind, ResourceName owner, CancellationToken ct);
}
