using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: what a ticket that is at its sink and open there still needs.</summary>
internal static class DeliveredCourse
{
    public static TicketMove Next(TicketSight sight)
    {
        TicketState state = sight.State;
        if (Follow(sight) is { } followed)
        {
            return new TicketMove.Note(followed);
        }

        if (sight.Sink is not SinkSight.Usable sink)
        {
            return WithoutSink(sight);
        }

        if (state.NextAttempt > sight.Now)
        {
            return new TicketMove.Wait(state.NextAttempt);
        }

        return Asking(sight, sink)
            ?? Reopening(sight)
            ?? Writing(sight)
            ?? DeliveredRemarks.Next(sight)
            ?? Ending(sight, sink)
            ?? new TicketMove.Wait(Due(sight, sink));
    }

    /// <summary>The phase goes with the cause, whatever the sink does.</summary>
    private static TicketState? Follow(TicketSight sight)
    {
        TicketState state = sight.State;
        if (sight.ClearedAt is { } clearedAt)
        {
            return state.Phase is TicketPhase.Recovered
                ? null
                : state with
                {
                    Phase = TicketPhase.Recovered,
                    Message = "The cause has cleared; it must stay away for the hold.",
                    RecoveredAt = clearedAt,
                    RecoveryTold = false,
                    Owes = null,
                };
        }

        return state.Phase is TicketPhase.Open
            ? null
            : state with
            {
                Phase = TicketPhase.Open,
                Message = "Its cause holds.",
                RecoveredAt = null,
                RecoveryTold = false,
                Owes = WasTold(sight) ? TicketRemark.Returned : state.Owes,
            };
    }

    private static bool WasTold(TicketSight sight) =>
        sight.State.RecoveryTold && sight.Terms.OnRecovery is not RecoveryAction.Nothing;

    private static TicketMove.Call? Asking(TicketSight sight, SinkSight.Usable sink)
    {
        TicketState state = sight.State;
        if (state.IsDoubted)
        {
            return new TicketMove.Call(TicketStep.Read, state);
        }

        if (state.Twins.Count > 0)
        {
            return Announce(sight, TicketStep.CloseTwin);
        }

        return sink.Traits.CanFind && SweepDue(state) <= sight.Now
            ? new TicketMove.Call(TicketStep.Find, state)
            : null;
    }

    /// <summary>A closing may have arrived when the cause came back.</summary>
    private static TicketMove.Call? Reopening(TicketSight sight) =>
        sight.State is { Step: TicketStep.Close } && sight.ClearedAt is null
            ? Announce(sight, TicketStep.Reopen)
            : null;

    private static TicketMove.Call? Writing(TicketSight sight) =>
        WriteDue(sight) <= sight.Now ? Announce(sight, TicketStep.Update) : null;

    private static TicketMove? Ending(TicketSight sight, SinkSight.Usable sink)
    {
        TicketState state = sight.State;
        if (!sight.HasRecovered)
        {
            return null;
        }

        if (sight.Terms.OnRecovery is RecoveryAction.Close)
        {
            return Announce(sight, TicketStep.Close);
        }

        if (!sink.Traits.CanFind || LeftAloneAt(sight) <= sight.Now)
        {
            return new TicketMove.Note(
                TicketCourse.Closed(
                    sight,
                    "The cause stayed away for the hold; what becomes of the ticket is its readers' to say."
                )
            );
        }

        return state.RecoveryTold
            ? null
            : new TicketMove.Note(
                state with
                {
                    RecoveryTold = true,
                    Message = "The cause stayed away for the hold: somebody may close the ticket.",
                }
            );
    }

    /// <summary>The sink was taken away: what is there cannot be followed any more.</summary>
    private static TicketMove WithoutSink(TicketSight sight) =>
        sight.HasRecovered
            ? new TicketMove.Note(
                TicketCourse.Closed(sight, "The cause stayed away for the hold; its sink is gone.")
            )
            : new TicketMove.Wait(TicketCourse.HoldEnd(sight));

    public static TicketMove.Call Announce(
        TicketSight sight,
        TicketStep step,
        TicketRemark? remark = null
    ) =>
        new(
            step,
            sight.State with
            {
                Step = step,
                AttemptedAt = sight.Now,
                NextAttempt = null,
            },
            remark
        );

    private static DateTimeOffset? Due(TicketSight sight, SinkSight.Usable sink) =>
        TicketCourse.Earliest(
            sink.Traits.CanFind ? SweepDue(sight.State) : null,
            WriteDue(sight),
            DeliveredRemarks.Due(sight),
            TicketCourse.HoldEnd(sight),
            sight.HasRecovered && sink.Traits.CanFind ? LeftAloneAt(sight) : null
        );

    private static DateTimeOffset SweepDue(TicketState state) =>
        (state.SweptAt ?? DateTimeOffset.MinValue) + TicketCourse.SweepEvery;

    private static DateTimeOffset? WriteDue(TicketSight sight)
    {
        TicketState state = sight.State;
        if (state.Written == sight.Digest)
        {
            return null;
        }

        return sight.IsEscalated || state.WrittenAt is null
            ? sight.Now
            : state.WrittenAt + TicketCourse.WriteEvery;
    }

    /// <summary>By then a recurrence would be a ticket of its own.</summary>
    private static DateTimeOffset? LeftAloneAt(TicketSight sight) =>
        sight.ClearedAt + sight.Terms.RecoveryHold + sight.Terms.ReopenWithin;
}
