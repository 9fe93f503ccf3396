using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>A ticket's state as its status keeps it over crashes; times are whole seconds there.</summary>
internal static class TicketMemory
{
    /// <param name="status">Null: nothing was done about it yet.</param>
    /// <param name="now">When it is first seen, in that case.</param>
    public static TicketState Read(ReliabilityTicketStatus? status, DateTimeOffset now) =>
        status is null
            ? new TicketState { FirstSeen = now }
            : new TicketState
            {
                Phase = Words.Read(status.Phase, TicketPhase.Pending),
                Message = status.Message,
                FirstSeen = status.FirstSeen ?? now,
                Sink = status.Sink,
                ExternalId = status.ExternalId,
                Url = status.Url,
                Attempts = status.Attempts ?? 0,
                Step = Words.ReadOrNull<TicketStep>(status.Step),
                AttemptedAt = status.AttemptedAt,
                NextAttempt = status.NextAttempt,
                OpenedAt = status.OpenedAt,
                RecoveredAt = status.RecoveredAt,
                RecoveryTold = status.RecoveryTold is true,
                ClosedAt = status.ClosedAt,
                Declined = status.Declined is true,
                Reopens = status.Reopens ?? 0,
                Recurrence = status.Recurrence ?? 1,
                RecurrenceOf = status.RecurrenceOf,
                Written = status.Written,
                WrittenAt = status.WrittenAt,
                ToldPriority = Words.ReadOrNull<TicketPriority>(status.WrittenPriority),
                ToldCause = Words.ReadOrNull<TicketCause>(status.WrittenCause),
                Owes = Words.ReadOrNull<TicketRemark>(status.Owes),
                ToldExceptions = status.ToldExceptions ?? 0,
                Comments = status.Comments ?? 0,
                CommentedAt = status.CommentedAt,
                SweptAt = status.SweptAt,
                Fault = status.LastError is { Reason: { } reason } error
                    ? new TicketFault(reason, error.Status, error.SinkVersion)
                    : null,
            };

    public static ReliabilityTicketStatus Write(TicketState state, long generation) =>
        new()
        {
            ObservedGeneration = generation,
            Phase = state.Phase.ToString(),
            Message = state.Message,
            FirstSeen = state.FirstSeen,
            Sink = state.Sink,
            ExternalId = state.ExternalId,
            Url = state.Url,
            Attempts = CountOrNull(state.Attempts),
            Step = state.Step?.ToString(),
            AttemptedAt = state.AttemptedAt,
            NextAttempt = state.NextAttempt,
            OpenedAt = state.OpenedAt,
            RecoveredAt = state.RecoveredAt,
            RecoveryTold = state.RecoveryTold ? true : null,
            ClosedAt = state.ClosedAt,
            Declined = state.Declined ? true : null,
            Reopens = CountOrNull(state.Reopens),
            Recurrence = state.Recurrence > 1 ? state.Recurrence : null,
            RecurrenceOf = state.RecurrenceOf,
            Written = state.Written,
            WrittenAt = state.WrittenAt,
            WrittenPriority = state.ToldPriority?.ToString(),
            WrittenCause = state.ToldCause?.ToString(),
            Owes = state.Owes?.ToString(),
            ToldExceptions = CountOrNull(state.ToldExceptions),
            Comments = CountOrNull(state.Comments),
            CommentedAt = state.CommentedAt,
            SweptAt = state.SweptAt,
            LastError = state.Fault is { } fault
                ? new TicketErrorStatus
                {
                    Reason = fault.Reason,
                    Status = fault.Status,
                    SinkVersion = fault.SinkVersion,
                }
                : null,
        };

    private static int? CountOrNull(int count) => count == 0 ? null : count;
}
