using System.Security.Cryptography;
using System.Text;
using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: what a sink is told of a ticket, now.</summary>
internal static class TicketDrafts
{
    private const int DigestDigits = 16;

    public static TicketDraft Of(ReliabilityTicket ticket, TicketState state)
    {
        ReliabilityTicketSpec spec = ticket.Spec!;
        return new TicketDraft
        {
            Marker = $"{spec.Fingerprint}-{state.Recurrence}",
            Fingerprint = spec.Fingerprint ?? "",
            Title = spec.Title ?? "",
            Body = Body(spec, state),
            Priority = Words.Read(spec.Priority, TicketPriority.P3),
            Labels = spec.Labels ?? [],
            Assignee = spec.Assignee,
            Team = spec.Team ?? "",
            Namespace = ticket.Metadata.Namespace ?? "",
            Owner = spec.TeamSlo ?? spec.OnCallPolicy ?? spec.Team ?? "",
            Cause = Words.Read(spec.Cause, TicketCause.BudgetLow),
        };
    }

    /// <summary>Equal for drafts that read the same at the sink.</summary>
    public static string DigestOf(TicketDraft draft)
    {
        string text = string.Join('\n', [draft.Title, draft.Priority.ToString(), draft.Body]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[
            ..DigestDigits
        ];
    }

    /// <summary>The same text and key at every attempt at one comment.</summary>
    public static TicketComment Comment(
        TicketSight sight,
        TicketRemark remark,
        TicketDraft draft
    ) => new($"{draft.Marker}-{remark}-{sight.State.Comments}", Text(sight, remark, draft), draft);

    /// <summary>What is said on a duplicate before it is closed.</summary>
    public static TicketComment TwinComment(TicketState state, string twin, TicketDraft draft) =>
        new(
            $"{draft.Marker}-twin-{twin}",
            CommentText.Duplicate(state.Url ?? state.ExternalId ?? ""),
            draft
        );

    private static string Text(TicketSight sight, TicketRemark remark, TicketDraft draft) =>
        remark switch
        {
            TicketRemark.Escalated => CommentText.Escalated(draft.Priority, draft.Cause),
            TicketRemark.Returned => CommentText.Returned(sight.Since, draft.Cause),
            TicketRemark.Reopened => CommentText.Reopened(sight.Since, draft.Cause),
            TicketRemark.Excepted => sight.Exceptions[sight.UntoldException!.Value]!,
            _ => CommentText.Recovered(
                sight.ClearedAt ?? sight.Now,
                closes: sight.Terms.OnRecovery is RecoveryAction.Close
            ),
        };

    private static string Body(ReliabilityTicketSpec spec, TicketState state)
    {
        var body = new StringBuilder();
        if (state is { Recurrence: > 1, RecurrenceOf: { } before })
        {
            body.Append(CommentText.Recurrence(state.Recurrence - 1, before)).Append("\n\n");
        }

        if (state.RecoveredAt is { } recoveredAt)
        {
            body.Append(CommentText.Away(recoveredAt)).Append("\n\n");
        }

        return body.Append(spec.Body).ToString();
    }
}
