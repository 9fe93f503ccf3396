using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>
/// Pure: what becomes of a closed ticket. While its cause stays away: nothing. A cause that comes back within the window opens it again, later
/// it is a new one. A ticket that a person closed while its cause held is opened again once, if the cause outlasts the hold: work that is
/// done needs time to show in the figures. Closed again, or declined, it is left alone until the window ends.
/// </summary>
internal static class ClosedCourse
{
    public static TicketMove Next(TicketSight sight)
    {
        TicketState state = sight.State;
        if (sight.ClearedAt is { } clearedAt)
        {
            return Rest(state, clearedAt);
        }

        DateTimeOffset closedAt = state.ClosedAt ?? state.FirstSeen;
        DateTimeOffset windowEnd = closedAt + sight.Terms.ReopenWithin;
        if (windowEnd <= sight.Now && state.Step is not TicketStep.Reopen)
        {
            return new TicketMove.Note(state.Next(sight.Now));
        }

        bool returned = state.RecoveredAt is not null || sight.Since > closedAt;
        if (state.ExternalId is null && returned)
        {
            return new TicketMove.Note(
                new TicketState
                {
                    FirstSeen = sight.Now,
                    Recurrence = state.Recurrence,
                    RecurrenceOf = state.RecurrenceOf,
                }
            );
        }

        if (state.Declined || state.ExternalId is null || (!returned && state.Reopens > 0))
        {
            return new TicketMove.Wait(windowEnd);
        }

        DateTimeOffset reopenAt = returned ? sight.Now : closedAt + sight.Terms.RecoveryHold;
        return reopenAt <= sight.Now
            ? Reopen(sight)
            : new TicketMove.Wait(TicketCourse.Earliest(reopenAt, windowEnd));
    }

    /// <summary>An opening that may have arrived is found out as that of an open ticket is.</summary>
    private static TicketMove Rest(TicketState state, DateTimeOffset clearedAt)
    {
        if (state.Step is TicketStep.Reopen)
        {
            return new TicketMove.Note(
                state.Settled() with
                {
                    Phase = TicketPhase.Recovered,
                    ClosedAt = null,
                    RecoveredAt = clearedAt,
                    SweptAt = null,
                }
            );
        }

        return state.RecoveredAt is not null
            ? new TicketMove.Wait(null)
            : new TicketMove.Note(state with { RecoveredAt = clearedAt });
    }

    private static TicketMove Reopen(TicketSight sight)
    {
        TicketState state = sight.State;
        return sight.Sink switch
        {
            SinkSight.None => new TicketMove.Note(state.Next(sight.Now)),
            SinkSight.Unusable sink => new TicketMove.Note(
                TicketCourse.Dead(
                    sight,
                    new TicketFault(sink.Problem, Status: null, TicketFault.Unusable)
                ) with
                {
                    Step = TicketStep.Reopen,
                }
            ),
            _ when state.NextAttempt > sight.Now => new TicketMove.Wait(state.NextAttempt),
            _ => DeliveredCourse.Announce(sight, TicketStep.Reopen),
        };
    }
}
