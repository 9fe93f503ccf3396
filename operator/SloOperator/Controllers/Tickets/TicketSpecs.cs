using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Pure: what a ticket's spec should say, given what it says.</summary>
internal static class TicketSpecs
{
    /// <summary>Figures in title and text change with every look; nobody reads them every minute.</summary>
    private static readonly TimeSpan DescribeEvery = TimeSpan.FromHours(1);

    /// <summary>As the resource allows: a longer one would be refused, and with it the whole ticket.</summary>
    private const int LongestTitle = 256;
    private const int LongestBody = 64 * 1024;

    public static ReliabilityTicketSpec New(
        TicketOwner owner,
        WrittenIntent written,
        string fingerprint,
        DateTimeOffset now
    )
    {
        TicketIntent intent = written.Intent;
        ReliabilityTicketSpec spec = Owned(
            owner,
            new ReliabilityTicketSpec
            {
                TeamSlo = owner.Kind == OwnerKinds.TeamSlo ? owner.Name.Name : null,
                OnCallPolicy = owner.Kind == OwnerKinds.OnCallPolicy ? owner.Name.Name : null,
                Cause = intent.Cause.ToString(),
                Objective = intent.Objective,
                Priority = intent.Priority.ToString(),
                Fingerprint = fingerprint,
                Title = Cut(written.Title, LongestTitle),
                Body = Cut(written.Body, LongestBody),
                DescribedAt = now,
                Since = WholeSeconds.Of(intent.Since),
            }
        );
        return Except(owner, spec, isTold: false);
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
        ReliabilityTicketSpec after = Owned(owner, Except(owner, before, isTold: true)) with
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
                Since = intent.Since > clearedAt ? WholeSeconds.Of(intent.Since) : clearedAt,
            };
        }

        bool isNews =
            before.ClearedAt is not null
            || before.Cause != after.Cause
            || before.Priority != after.Priority
            || now - (before.DescribedAt ?? DateTimeOffset.MinValue) >= DescribeEvery;
        string title = Cut(written.Title, LongestTitle);
        string body = Cut(written.Body, LongestBody);
        return isNews && (before.Title != title || before.Body != body)
            ? after with
            {
                Title = title,
                Body = body,
                DescribedAt = now,
            }
            : after;
    }

    /// <summary>An exception may be what cleared it.</summary>
    public static ReliabilityTicketSpec Clear(
        TicketOwner owner,
        ReliabilityTicketSpec before,
        DateTimeOffset now
    ) => before.ClearedAt is null ? Clear(Except(owner, before, isTold: true), now) : before;

    public static ReliabilityTicketSpec Clear(ReliabilityTicketSpec before, DateTimeOffset now) =>
        before.ClearedAt is null ? before with { ClearedAt = now } : before;

    public static bool AreSame(ReliabilityTicketSpec left, ReliabilityTicketSpec right) =>
        left with
        {
            Labels = null,
            Exceptions = null,
        } == right with { Labels = null, Exceptions = null }
        && (left.Exceptions ?? []).SequenceEqual(right.Exceptions ?? [])
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

    private static ReliabilityTicketSpec Except(
        TicketOwner owner,
        ReliabilityTicketSpec spec,
        bool isTold
    )
    {
        IReadOnlyList<TicketExceptionSpec> before = spec.Exceptions ?? [];
        TicketExceptionSpec[] added =
        [
            .. owner
                .Exceptions.Where(exception =>
                    exception.Concerns(spec.Objective)
                    && before.All(known => known.Name != exception.Name)
                )
                .DistinctBy(exception => exception.Name)
                .Select(exception => new TicketExceptionSpec
                {
                    Name = exception.Name,
                    Text = isTold ? exception.Text : null,
                }),
        ];
        return added.Length == 0
            ? spec
            : spec with
            {
                Exceptions = [.. before.Concat(added).Take(TicketCourse.MostComments)],
            };
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // Not through the middle of a character that takes two.
        int end = longest - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }
}
