using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
            $"This is a duplicate of {state.Url ?? state.ExternalId}, which is kept.",
            draft
        );

    private static string Text(TicketSight sight, TicketRemark remark, TicketDraft draft) =>
        remark switch
        {
            TicketRemark.Escalated => $"This is now {draft.Priority}: {draft.Title}",
            TicketRemark.Returned => $"The cause is back: {draft.Title}",
            TicketRemark.Reopened =>
                $"Opened again, because the cause holds since {Time(sight.Since)}. Close it as not to be done to be left alone.",
            _ when sight.Terms.OnRecovery is RecoveryAction.Close =>
                $"The cause has stayed away since {Time(sight.ClearedAt)}, so this is closed.",
            _ =>
                $"The cause has stayed away since {Time(sight.ClearedAt)}. If the work is done, this can be closed.",
        };

    private static string Body(ReliabilityTicketSpec spec, TicketState state)
    {
        var body = new StringBuilder();
        if (state is { Recurrence: > 1, RecurrenceOf: { } before })
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"This is recurrence {state.Recurrence - 1} of {before}\n\n"
            );
        }

        if (state.RecoveredAt is not null)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"The cause is away since {Time(state.RecoveredAt)}.\n\n"
            );
        }

        return body.Append(spec.Body).ToString();
    }

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
}
