using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: the next move of a ticket. What its answer means is <see cref="TicketHearing"/>'s to say.</summary>
internal static class TicketCourse
{
    public static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    /// <summary>Figures in the text change with every look; readers are not told every one.</summary>
    public static readonly TimeSpan WriteEvery = TimeSpan.FromHours(1);

    /// <summary>A request that was sent before a crash may still arrive: the 15 s of an exchange, and the second that a stored time is cut by.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(16);

    /// <summary>What somebody changed at the sink's own side is not seen here.</summary>
    public static readonly TimeSpan DeadLetterRetry = TimeSpan.FromDays(1);

    public const int MostComments = 20;

    public static TicketMove Next(TicketSight sight) =>
        sight.State.Phase switch
        {
            TicketPhase.Closed => ClosedCourse.Next(sight),
            TicketPhase.DeadLetter => NextOfDeadLetter(sight),
            _ when sight.Sink is SinkSight.Unusable sink => new TicketMove.Note(
                Dead(sight, new TicketFault(sink.Problem, Status: null, TicketFault.Unusable))
            ),
            _ when sight.State.ExternalId is null => UndeliveredCourse.Next(sight),
            _ => DeliveredCourse.Next(sight),
        };

    public static TicketState Dead(TicketSight sight, TicketFault fault) =>
        sight.State with
        {
            Phase = TicketPhase.DeadLetter,
            Message = fault.Reason,
            Fault = fault,
            NextAttempt = sight.Now + DeadLetterRetry,
        };

    /// <param name="sight">What is known.</param>
    /// <param name="message">Why.</param>
    /// <param name="declined">A person does not want it done.</param>
    public static TicketState Closed(TicketSight sight, string message, bool declined = false) =>
        sight.State.Settled() with
        {
            Phase = TicketPhase.Closed,
            Message = message,
            ClosedAt = sight.Now,
            Declined = declined,
            RecoveredAt = sight.ClearedAt,
            Owes = null,
            IsLookedUp = false,
        };

    private static TicketMove NextOfDeadLetter(TicketSight sight)
    {
        TicketState state = sight.State;
        if (state is { ExternalId: null, Step: null } && sight.HasRecovered)
        {
            return new TicketMove.Note(
                Closed(sight, "The cause went away before this could be delivered.")
            );
        }

        if (sight.Sink is SinkSight.Unusable unusable)
        {
            return unusable.Problem == state.Message
                ? new TicketMove.Wait(Earliest(state.NextAttempt, HoldEnd(sight)))
                : new TicketMove.Note(
                    Dead(sight, new TicketFault(unusable.Problem, null, TicketFault.Unusable))
                );
        }

        return IsOtherSink(sight) || state.NextAttempt <= sight.Now
            ? new TicketMove.Note(Resumed(state))
            : new TicketMove.Wait(Earliest(state.NextAttempt, HoldEnd(sight)));
    }

    private static bool IsOtherSink(TicketSight sight) =>
        sight.Sink is not SinkSight.Usable sink
        || sight.State.Fault?.SinkVersion is TicketFault.Unusable
        || (sink.Version is not null && sink.Version != sight.State.Fault?.SinkVersion);

    private static TicketState Resumed(TicketState state) =>
        state with
        {
            Phase = state switch
            {
                { Step: TicketStep.Reopen } => TicketPhase.Closed,
                { ExternalId: not null } => TicketPhase.Open,
                { Step: TicketStep.Create } => TicketPhase.Submitting,
                _ => TicketPhase.Pending,
            },
            Message = state.ExternalId is null
                ? "Its sink has changed, or a day has passed: tried again."
                : "Its cause holds.",
            Attempts = 0,
            NextAttempt = null,
            Fault = null,
        };

    public static DateTimeOffset? HoldEnd(TicketSight sight) =>
        sight.ClearedAt + sight.Terms.RecoveryHold is { } end && end > sight.Now ? end : null;

    /// <summary>Of those that there are.</summary>
    public static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (DateTimeOffset? time in times)
        {
            if (time is not null && (earliest is null || time < earliest))
            {
                earliest = time;
            }
        }

        return earliest;
    }
}
