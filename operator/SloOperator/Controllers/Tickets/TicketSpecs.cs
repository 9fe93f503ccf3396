using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: what a ticket's spec should say, given what it says.</summary>
internal static class TicketSpecs
{
    /// <summary>Figures in title and text change with every look; nobody reads them every minute.</summary>
    private static readonly TimeSpan DescribeEvery = TimeSpan.FromHours(1);

    public static ReliabilityTicketSpec New(
        TicketOwner owner,
        WrittenIntent written,
        string fingerprint,
        DateTimeOffset now
    )
    {
        TicketIntent intent = written.Intent;
        return Owned(
            owner,
            new ReliabilityTicketSpec
            {
                TeamSlo = owner.Kind == OwnerKinds.TeamSlo ? owner.Name.Name : null,
                OnCallPolicy = owner.Kind == OwnerKinds.OnCallPolicy ? owner.Name.Name : null,
                Cause = intent.Cause.ToString(),
                Objective = intent.Objective,
                Priority = intent.Priority.ToString(),
                Fingerprint = fingerprint,
                Title = written.Title,
                Body = written.Body,
                DescribedAt = now,
                Since = intent.Since,
            }
        );
    }

    /// <summary>The same as <paramref name="before"/> when nothing that matters is otherwise.</summary>
    public static ReliabilityTicketSpec Raise(
        TicketOwner owner,
        WrittenIntent written,
        ReliabilityTicketSpec before,
        DateTimeOffset now
    )
    {
        TicketIntent intent = written.Intent;
        ReliabilityTicketSpec after = Owned(owner, before) with
        {
            Cause = intent.Cause.ToString(),
            Priority = intent.Priority.ToString(),
        };
        if (before.ClearedAt is { } clearedAt)
        {
            // It cannot have begun before it had ended: hysteresis may date it back, and the ticket tells a return by this.
            after = after with
            {
                ClearedAt = null,
                Since = intent.Since > clearedAt ? intent.Since : clearedAt,
            };
        }

        bool isNews =
            before.ClearedAt is not null
            || before.Cause != after.Cause
            || before.Priority != after.Priority
            || now - (before.DescribedAt ?? DateTimeOffset.MinValue) >= DescribeEvery;
        bool isOther = before.Title != written.Title || before.Body != written.Body;
        return isNews && isOther
            ? after with
            {
                Title = written.Title,
                Body = written.Body,
                DescribedAt = now,
            }
            : after;
    }

    public static ReliabilityTicketSpec Clear(ReliabilityTicketSpec before, DateTimeOffset now) =>
        before.ClearedAt is null ? before with { ClearedAt = now } : before;

    public static bool AreSame(ReliabilityTicketSpec left, ReliabilityTicketSpec right) =>
        left with { Labels = null } == right with { Labels = null }
        && (left.Labels ?? []).SequenceEqual(right.Labels ?? [], StringComparer.Ordinal);

    private static ReliabilityTicketSpec Owned(TicketOwner owner, ReliabilityTicketSpec spec) =>
        spec with
        {
            Team = owner.Team,
            Sink = owner.Terms.Sink,
            Labels = owner.Labels.Count == 0 ? null : owner.Labels,
            Assignee = owner.Assignee,
            Terms = TicketTermsText.Write(owner.Terms),
        };
}
