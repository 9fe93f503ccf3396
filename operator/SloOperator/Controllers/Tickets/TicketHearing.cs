using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: what an answer of the sink makes of a ticket.</summary>
internal static class TicketHearing
{
    private const int NotFound = 404;
    private const int Gone = 410;
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>A ticket was made, changed, closed or opened.</summary>
    /// <param name="sight">As it was announced.</param>
    /// <param name="call">What was called.</param>
    /// <param name="ticket">As the sink has it now.</param>
    public static TicketState Done(TicketSight sight, TicketMove.Call call, ExternalTicket ticket)
    {
        TicketState state = sight.State.Settled();
        return call.Step switch
        {
            TicketStep.Create => Made(sight, ticket),
            TicketStep.Read => FoundTickets.Told(sight, ticket),
            TicketStep.Close => TicketCourse.Closed(
                sight,
                "The cause stayed away for the hold, so it was closed."
            ),
            TicketStep.Reopen => Reopened(sight),
            TicketStep.CloseTwin => TwinClosed(sight),
            _ when ticket.State is not ExternalState.Open => ClosedByPerson(sight, ticket.State),
            TicketStep.Update => Written(sight) with { Message = state.Message },
            _ => Commented(sight, call.Remark!.Value),
        };
    }

    /// <summary>It may work later.</summary>
    /// <param name="sight">As it was announced.</param>
    /// <param name="call">What was called.</param>
    /// <param name="answer">What came back, and whether it may have been done all the same.</param>
    /// <param name="retryAt">When to try again.</param>
    public static TicketState Failed(
        TicketSight sight,
        TicketMove.Call call,
        (TicketFault Fault, bool MayHaveArrived) answer,
        DateTimeOffset retryAt
    )
    {
        TicketState state = sight.State;
        bool isUnknown = answer.MayHaveArrived || call.IsQuestion || KeepsStep(sight, call);
        return state with
        {
            Phase =
                isUnknown || call.Step is not TicketStep.Create ? state.Phase : TicketPhase.Pending,
            Message = answer.Fault.Reason,
            Step = isUnknown ? state.Step : null,
            AttemptedAt = isUnknown ? state.AttemptedAt : null,
            Attempts = state.Attempts + 1,
            NextAttempt = retryAt,
            Fault = answer.Fault,
        };
    }

    /// <summary>It will not work before somebody changes something.</summary>
    public static TicketState Refused(TicketSight sight, TicketMove.Call call, TicketFault fault)
    {
        TicketState state = sight.State;
        bool isGone = fault.Status is NotFound or Gone;
        switch (call.Step)
        {
            case TicketStep.CloseTwin:
                return TwinClosed(sight);
            case TicketStep.Reopen when fault.Status is not (null or Unauthorized or Forbidden):
                // Locked, archived or deleted: the work needs a ticket of its own.
                return state.Next(sight.Now);
            case TicketStep.Close when isGone:
                return TicketCourse.Closed(sight, "It is gone from its sink.");
            case TicketStep.Update or TicketStep.Comment when isGone && state.Attempts == 0:
                return state with { Step = null, Attempts = 1, IsDoubted = true };
            default:
                return TicketCourse.Dead(sight, fault) with
                {
                    Step = call.IsQuestion || call.Step is TicketStep.Reopen ? state.Step : null,
                    Attempts = state.Attempts + 1,
                };
        }
    }

    /// <summary>As it stands at the sink, which has the text of this moment.</summary>
    public static TicketState Written(TicketSight sight)
    {
        bool isMilder = sight.Priority > sight.State.ToldPriority;
        return sight.State.Settled() with
        {
            Written = sight.Digest,
            WrittenAt = sight.Now,
            // An escalation from here is news again.
            ToldPriority = isMilder ? sight.Priority : sight.State.ToldPriority,
            ToldCause = isMilder ? sight.Cause : sight.State.ToldCause,
        };
    }

    public static TicketState ClosedByPerson(TicketSight sight, ExternalState state) =>
        TicketCourse.Closed(
            sight,
            state switch
            {
                ExternalState.Declined => "It was closed as not to be done.",
                ExternalState.Gone => "It was deleted at its sink.",
                _ => "It was closed at its sink.",
            },
            declined: state is not ExternalState.Closed
        );

    private static TicketState Made(TicketSight sight, ExternalTicket ticket) =>
        Written(sight) with
        {
            Phase = TicketPhase.Open,
            Message = "Its cause holds.",
            ExternalId = ticket.Id,
            Url = ticket.Url,
            OpenedAt = sight.Now,
            SweptAt = sight.Now,
            ToldPriority = sight.Priority,
            ToldCause = sight.Cause,
            IsLookedUp = false,
        };

    private static TicketState Reopened(TicketSight sight)
    {
        TicketState state = sight.State;
        bool returned = state.RecoveredAt is not null || sight.Since > state.ClosedAt;
        return state.Settled() with
        {
            Phase = TicketPhase.Open,
            Message = "Its cause holds.",
            ClosedAt = null,
            RecoveredAt = null,
            RecoveryTold = false,
            Reopens = returned || state.ClosedAt is null ? 0 : state.Reopens + 1,
            Owes = TicketRemark.Reopened,
            SweptAt = sight.Now,
        };
    }

    private static TicketState Commented(TicketSight sight, TicketRemark remark) =>
        DeliveredRemarks.Made(sight, remark).Settled() with
        {
            Comments = sight.State.Comments + 1,
            CommentedAt = sight.Now,
        };

    private static TicketState TwinClosed(TicketSight sight)
    {
        TicketState state = sight.State;
        return state.Settled() with
        {
            Twins = [.. state.Twins.Skip(1)],
            SweptAt = state.Twins.Count <= 1 ? sight.Now : state.SweptAt,
        };
    }

    /// <summary>Where nothing can be looked up, an earlier attempt at the same may still have arrived.</summary>
    private static bool KeepsStep(TicketSight sight, TicketMove.Call call) =>
        call.Step is TicketStep.Create or TicketStep.Close or TicketStep.Reopen
        && sight.Sink is SinkSight.Usable { Traits.CanFind: false }
        && sight.State.Attempts > 0;
}
