using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: what the tickets that carry a marker make of ours. One is kept, the oldest that is open; the others are closed.</summary>
internal static class FoundTickets
{
    /// <param name="sight">As it was asked.</param>
    /// <param name="found">Oldest first.</param>
    public static TicketState Heard(TicketSight sight, IReadOnlyList<ExternalTicket> found) =>
        sight.State.ExternalId is null ? LookedUp(sight, found) : Swept(sight, found);

    /// <summary>What became of a ticket that its marker did not find.</summary>
    public static TicketState Told(TicketSight sight, ExternalTicket ticket)
    {
        if (ticket.State is ExternalState.Open)
        {
            return Kept(sight, sight.State.Twins);
        }

        return sight.State.Twins.Count == 0
            ? TicketHearing.ClosedByPerson(sight, ticket.State)
            : Adopted(sight, sight.State.Twins[0], [.. sight.State.Twins.Skip(1)]);
    }

    private static TicketState LookedUp(TicketSight sight, IReadOnlyList<ExternalTicket> found)
    {
        TicketState state = sight.State;
        if (found.Count == 0)
        {
            return state with { IsLookedUp = true };
        }

        List<ExternalTicket> open = [.. found.Where(IsOpen)];
        if (open.Count > 0)
        {
            return Adopted(sight, open[0], open[1..]);
        }

        if (state.Step is TicketStep.Create)
        {
            // Ours, and somebody closed it before we knew of it.
            TicketState ours = Adopted(sight, found[0], []);
            return TicketHearing.ClosedByPerson(sight with { State = ours }, found[0].State);
        }

        // Nothing was ever sent in this life: they are of one that was forgotten, so this is the next.
        return state with
        {
            Recurrence = state.Recurrence + 1,
            RecurrenceOf = found[^1].Url ?? found[^1].Id,
        };
    }

    private static TicketState Swept(TicketSight sight, IReadOnlyList<ExternalTicket> found)
    {
        List<ExternalTicket> open = [.. found.Where(IsOpen)];
        ExternalTicket? ours = found.FirstOrDefault(ticket => ticket.Id == sight.State.ExternalId);
        if (ours is null)
        {
            return sight.State with { IsDoubted = true, Twins = open };
        }

        if (open.Count == 0)
        {
            return TicketHearing.ClosedByPerson(sight, ours.State);
        }

        return open[0].Id == ours.Id ? Kept(sight, open[1..]) : Adopted(sight, open[0], open[1..]);
    }

    private static TicketState Kept(TicketSight sight, IReadOnlyList<ExternalTicket> twins) =>
        sight.State.Settled() with
        {
            Twins = twins,
            SweptAt = twins.Count == 0 ? sight.Now : sight.State.SweptAt,
        };

    /// <summary>What it says is not known, so it is written anew.</summary>
    private static TicketState Adopted(
        TicketSight sight,
        ExternalTicket ticket,
        IReadOnlyList<ExternalTicket> twins
    )
    {
        TicketState state = sight.State;
        return Kept(sight, twins) with
        {
            Phase = TicketPhase.Open,
            Message = "Its cause holds.",
            Sink = state.Sink ?? sight.SinkName,
            ExternalId = ticket.Id,
            Url = ticket.Url,
            OpenedAt = state.OpenedAt ?? ticket.CreatedAt ?? sight.Now,
            Written = null,
            WrittenAt = null,
            ToldPriority = state.ToldPriority ?? sight.Priority,
            ToldCause = state.ToldCause ?? sight.Cause,
            IsLookedUp = false,
        };
    }

    private static bool IsOpen(ExternalTicket ticket) => ticket.State is ExternalState.Open;
}
