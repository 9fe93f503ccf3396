using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>What others must know of a ticket.</summary>
/// <param name="Team">Whose it is.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Rank">Among those that wait.</param>
/// <param name="Holds">Its cause has not cleared.</param>
/// <param name="IsStorm">It is that of a storm, which nothing keeps back.</param>
internal sealed record TicketRow(
    string Team,
    TicketPhase Phase,
    TicketRank Rank,
    bool Holds,
    bool IsStorm
)
{
    /// <summary>It asks for a team's attention at its sink, or is about to.</summary>
    public bool IsOpen => Phase is TicketPhase.Submitting or TicketPhase.Open;

    /// <summary>It has not left yet.</summary>
    public bool IsWaiting => Phase is TicketPhase.Pending or TicketPhase.Suppressed;
}
