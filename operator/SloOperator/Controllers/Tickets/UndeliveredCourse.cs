using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: the way to the sink. Before each attempt to make a ticket the marker is looked up, so that neither a crash nor an unclear answer nor the loss of a status makes a second.</summary>
internal static class UndeliveredCourse
{
    public static TicketMove Next(TicketSight sight)
    {
        TicketState state = sight.State;
        if (sight.Sink is not SinkSight.Usable sink)
        {
            return Kept(sight);
        }

        // What may have arrived must be looked for even then.
        bool mayHaveArrived = state.Step is TicketStep.Create && !state.IsLookedUp;
        if (sight.HasRecovered && !mayHaveArrived)
        {
            return new TicketMove.Note(
                TicketCourse.Closed(sight, "The cause went away before this was delivered.")
            );
        }

        if (sight.KeptBack is { } reason && !mayHaveArrived)
        {
            return Suppress(sight, reason);
        }

        if (state.NextAttempt > sight.Now)
        {
            return new TicketMove.Wait(
                TicketCourse.Earliest(state.NextAttempt, TicketCourse.HoldEnd(sight))
            );
        }

        return sink.Traits.CanFind && !state.IsLookedUp ? Find(sight, sink) : Create(sight);
    }

    private static TicketMove Find(TicketSight sight, SinkSight.Usable sink)
    {
        DateTimeOffset? found =
            sight.State.Step is TicketStep.Create
                ? sight.State.AttemptedAt + TicketCourse.Settling + sink.Traits.FindLag
                : null;
        return found > sight.Now
            ? new TicketMove.Wait(found)
            : new TicketMove.Call(TicketStep.Find, sight.State);
    }

    private static TicketMove.Call Create(TicketSight sight) =>
        new(
            TicketStep.Create,
            sight.State with
            {
                Phase = TicketPhase.Submitting,
                Message = "It is on its way; whether it arrived is not known yet.",
                Sink = sight.SinkName,
                Step = TicketStep.Create,
                AttemptedAt = sight.Now,
                NextAttempt = null,
                IsLookedUp = false,
            }
        );

    private static TicketMove Suppress(TicketSight sight, string reason) =>
        sight.State.Phase is TicketPhase.Suppressed && sight.State.Message == reason
            ? new TicketMove.Wait(TicketCourse.HoldEnd(sight))
            : new TicketMove.Note(
                sight.State with
                {
                    Phase = TicketPhase.Suppressed,
                    Message = reason,
                }
            );

    /// <summary>Without a sink: open as long as its cause holds, for whoever asks the cluster.</summary>
    private static TicketMove Kept(TicketSight sight)
    {
        TicketState state = sight.State;
        if (sight.HasRecovered)
        {
            return new TicketMove.Note(
                TicketCourse.Closed(sight, "The cause stayed away for the hold.")
            );
        }

        TicketPhase phase = sight.ClearedAt is null ? TicketPhase.Open : TicketPhase.Recovered;
        return state.Phase == phase
            ? new TicketMove.Wait(TicketCourse.HoldEnd(sight))
            : new TicketMove.Note(
                state with
                {
                    Phase = phase,
                    Message = "There is no TicketSink named default: it stays here.",
                    OpenedAt = state.OpenedAt ?? sight.Now,
                    RecoveredAt = sight.ClearedAt,
                }
            );
    }
}
