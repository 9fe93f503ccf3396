using System.Globalization;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Exceptions;

/// <summary>Accepts and refuses the exceptions of one TeamSLO; pure. What is refused is told on the exception that must change.</summary>
public static class ExceptionReview
{
    /// <summary>How far ahead two recurring exclusions are compared: every pattern of days has met every other by then.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(731);

    private static readonly IReadOnlyList<
        Func<ExceptionTerms, ReviewFacts, IEnumerable<(string Field, string Message)>>
    > Checks =
    [
        // A misspelt objective would exclude nothing, silently.
        UnknownObjectives,
        // Who may say yes is the policy's to say.
        WrongApprover,
        // Nobody says yes to oneself.
        SelfApproved,
        // An exception is not a new target.
        TooLong,
        // It could not give anything back.
        WithoutEffect,
    ];

    /// <summary>In the order in which they were made: the first of two that overlap stands.</summary>
    public static IReadOnlyList<ReviewedException> Of(
        IEnumerable<ExceptionTerms> exceptions,
        ReviewFacts facts
    )
    {
        List<ReviewedException> reviewed = [];
        foreach (
            ExceptionTerms terms in exceptions
                .OrderBy(each => each.CreatedAt)
                .ThenBy(each => each.Name, StringComparer.Ordinal)
        )
        {
            reviewed.Add(Review(terms, facts, reviewed));
        }

        return reviewed;
    }

    private static ReviewedException Review(
        ExceptionTerms terms,
        ReviewFacts facts,
        List<ReviewedException> earlier
    ) =>
        // What was taken back asks for nothing any more.
        terms.IsRevoked
            ? new ReviewedException(terms, [])
            : new ReviewedException(
                terms,
                [
                    .. Checks.SelectMany(check => check(terms, facts)),
                    .. earlier
                        .Where(other => other.IsAccepted)
                        .SelectMany(other => Overlaps(terms, other.Terms)),
                ]
            );

    private static IEnumerable<(string Field, string Message)> UnknownObjectives(
        ExceptionTerms terms,
        ReviewFacts facts
    ) =>
        terms
            .Objectives.Select((name, index) => (name, index))
            .Where(each => !facts.Objectives.Contains(each.name))
            .Select(each =>
                (
                    $"objectives[{each.index}]",
                    $"{each.name} is no objective of the TeamSLO; it has {string.Join(", ", facts.Objectives)}"
                )
            );

    private static IEnumerable<(string Field, string Message)> WrongApprover(
        ExceptionTerms terms,
        ReviewFacts facts
    )
    {
        IReadOnlyList<string> groups = facts.Rules.ApproverGroups;
        string? group = GroupOf(terms.ApprovedBy);
        if (groups.Count > 0 && (group is null || !groups.Contains(group)))
        {
            yield return (
                "approvedBy",
                $"{terms.ApprovedBy} is not of a group that may approve; write {string.Join(" or ", groups.Select(each => $"{each}/<name>"))}"
            );
        }
    }

    private static IEnumerable<(string Field, string Message)> SelfApproved(
        ExceptionTerms terms,
        ReviewFacts facts
    )
    {
        if (
            !facts.Rules.ApproverMayBeRequester
            && NameOf(terms.ApprovedBy)
                .Equals(NameOf(terms.RequestedBy), StringComparison.OrdinalIgnoreCase)
        )
        {
            yield return (
                "approvedBy",
                $"{terms.ApprovedBy} also requested it; somebody else must approve"
            );
        }
    }

    private static IEnumerable<(string Field, string Message)> TooLong(
        ExceptionTerms terms,
        ReviewFacts facts
    )
    {
        if (terms.Time.Length > facts.Rules.MaxDuration)
        {
            yield return (
                "end",
                $"is {Write(terms.Time.Length)} after the start, and the policy allows {Write(facts.Rules.MaxDuration)}; end it earlier"
            );
        }
    }

    /// <summary>By the time it was made: one that was of use once has merely expired.</summary>
    private static IEnumerable<(string Field, string Message)> WithoutEffect(
        ExceptionTerms terms,
        ReviewFacts facts
    )
    {
        DateTimeOffset start = facts.Window.SpanAt(terms.CreatedAt).Start;
        if (terms.Type is ExceptionType.Exclusion && terms.Time.End <= start)
        {
            yield return (
                "end",
                $"{Write(terms.Time.End.Value)} is before the budget's window began, {Write(start)}; it is without effect, remove it"
            );
        }
    }

    private static IEnumerable<(string Field, string Message)> Overlaps(
        ExceptionTerms terms,
        ExceptionTerms earlier
    )
    {
        if (
            terms.Type is ExceptionType.Exclusion
            && earlier is { Type: ExceptionType.Exclusion, IsRevoked: false }
            && ShareObjective(terms, earlier)
            && FindOverlap(terms.Time, earlier.Time) is { } shared
        )
        {
            yield return (
                "start",
                $"overlaps the exclusion {earlier.Name}, made earlier, from {Write(shared.Start)} to {Write(shared.End)}; leave that time out, or revoke the other"
            );
        }
    }

    private static bool ShareObjective(ExceptionTerms left, ExceptionTerms right) =>
        left.Objectives.Count == 0
        || right.Objectives.Count == 0
        || left.Objectives.Intersect(right.Objectives).Any();

    /// <summary>The first time that both hold.</summary>
    private static TimeRange? FindOverlap(ExceptionTime left, ExceptionTime right)
    {
        DateTimeOffset start = left.Start > right.Start ? left.Start : right.Start;
        DateTimeOffset[] ends =
        [
            .. new[] { left.End, right.End, start + Horizon }.OfType<DateTimeOffset>(),
        ];
        var range = new TimeRange(start, ends.Min());
        IReadOnlyList<TimeRange> ours = left.Between(range);
        IReadOnlyList<TimeRange> theirs = right.Between(range);
        for (int i = 0, j = 0; i < ours.Count && j < theirs.Count; )
        {
            if (ours[i].Overlaps(theirs[j]))
            {
                return ours[i].Intersect(theirs[j]);
            }

            if (ours[i].End <= theirs[j].Start)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return null;
    }

    private static string? GroupOf(string who) =>
        who.Split('/', 2) is [var group, _] ? group : null;

    private static string NameOf(string who) => who.Split('/', 2)[^1];

    private static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whole minutes: nothing here turns on seconds.</summary>
    private static string Write(TimeSpan span)
    {
        (int Value, string Unit)[] parts =
        [
            (span.Days, "d"),
            (span.Hours, "h"),
            (span.Minutes, "m"),
        ];
        string text = string.Concat(
            parts.Where(part => part.Value > 0).Select(part => $"{part.Value}{part.Unit}")
        );
        return text.Length > 0 ? text : "less than a minute";
    }
}
