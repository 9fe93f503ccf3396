using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: which comment is owed, and when it may be made: few, and far apart.</summary>
internal static class DeliveredRemarks
{
    /// <summary>Null: none is owed, or not yet.</summary>
    public static TicketMove? Next(TicketSight sight)
    {
        if (Owed(sight) is not { } remark)
        {
            return null;
        }

        if (sight.State.Comments >= TicketCourse.MostComments)
        {
            return new TicketMove.Note(Made(sight, remark));
        }

        if (MayAt(sight) <= sight.Now)
        {
            return DeliveredCourse.Announce(sight, TicketStep.Comment, remark);
        }

        return remark is TicketRemark.Recovered ? new TicketMove.Wait(MayAt(sight)) : null;
    }

    /// <summary>When the comment that is owed may be made; null: none is.</summary>
    public static DateTimeOffset? Due(TicketSight sight) =>
        Owed(sight) is null ? null : MayAt(sight);

    /// <summary>After a comment was made, or is not made because there have been enough.</summary>
    public static TicketState Made(TicketSight sight, TicketRemark remark) =>
        remark switch
        {
            TicketRemark.Recovered => sight.State with
            {
                RecoveryTold = true,
                Message = "The cause stayed away for the hold: somebody may close the ticket.",
            },
            TicketRemark.Escalated => sight.State with
            {
                ToldPriority = sight.Priority,
                ToldCause = sight.Cause,
            },
            TicketRemark.Excepted => sight.State with
            {
                ToldExceptions = (sight.UntoldException ?? sight.Exceptions.Count - 1) + 1,
            },
            _ => sight.State with { Owes = null },
        };

    private static TicketRemark? Owed(TicketSight sight)
    {
        if (sight.UntoldException is not null)
        {
            return TicketRemark.Excepted;
        }

        if (sight.ClearedAt is not null)
        {
            return
                sight.HasRecovered
                && !sight.State.RecoveryTold
                && sight.Terms.OnRecovery is not RecoveryAction.Nothing
                ? TicketRemark.Recovered
                : null;
        }

        return sight.IsEscalated ? TicketRemark.Escalated : sight.State.Owes;
    }

    private static DateTimeOffset MayAt(TicketSight sight) =>
        sight.State.CommentedAt + sight.Terms.CommentEvery is { } next && next > sight.Now
            ? next
            : sight.Now;
}
