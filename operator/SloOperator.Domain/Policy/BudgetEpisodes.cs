using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Policy;

/// <summary>
/// Finds the episodes of the last three days, for which the ledger keeps buckets. A bucket belongs to one when more of its events were bad
/// than the objective allows; a steady trickle below that is no incident, however long it goes on.
/// </summary>
internal sealed class BudgetEpisodes(ObjectiveFacts facts, BudgetWindow window)
{
    /// <summary>One incident rarely fails without a break; two within an hour are one to those who mend them.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromHours(1);

    private static readonly TimeSpan Detailed = TimeSpan.FromDays(3);

    private readonly Objective _objective = facts.Assessment.Objective;
    private readonly BudgetFigures _figures = facts.Assessment.Figures!;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<BudgetEpisode> Find()
    {
        var episodes = new List<BudgetEpisode>();
        foreach (BudgetEpisode failed in Failed())
        {
            if (episodes is [.., { } last] && failed.Start - last.End <= Gap)
            {
                episodes[^1] = last with { End = failed.End, Share = last.Share + failed.Share };
            }
            else
            {
                episodes.Add(failed);
            }
        }

        return episodes;
    }

    /// <summary>Each failed bucket, or slice, as an episode of its own; without a budget there is nothing to have a share of.</summary>
    private IEnumerable<BudgetEpisode> Failed()
    {
        if (_figures.BadAllowed <= 0)
        {
            yield break;
        }

        DateTimeOffset through = _figures.EvaluatedAt;
        TimeSpan length = _objective.Timeslice?.Length ?? BucketGrid.Length;
        DateTimeOffset start = FirstOn(
            length,
            Later(window.SpanAt(through).Start, through - Detailed)
        );
        for (; start + length <= through; start += length)
        {
            if (BadIn(start, start + length) is > 0 and var bad)
            {
                yield return new BudgetEpisode(start, start + length, bad / _figures.BadAllowed);
            }
        }
    }

    /// <summary>Bad events, or one bad slice; 0 when it is as good as was promised.</summary>
    private decimal BadIn(DateTimeOffset start, DateTimeOffset end)
    {
        double bad = 0;
        double total = 0;
        for (
            DateTimeOffset bucket = start + BucketGrid.Length;
            bucket <= end;
            bucket += BucketGrid.Length
        )
        {
            (double badOfBucket, double totalOfBucket) = Counted(bucket);
            bad += badOfBucket;
            total += totalOfBucket;
        }

        if (_objective.Timeslice is { } slice)
        {
            return slice.IsBad(bad, total) ? 1 : 0;
        }

        return (decimal)bad > _objective.Target.AllowedRatio * (decimal)total ? (decimal)bad : 0;
    }

    /// <summary>Without what exclusions take from it; nothing when it is unmeasured.</summary>
    private (double Bad, double Total) Counted(DateTimeOffset end)
    {
        if (facts.Reading.Ledger.At(end) is not { } counts)
        {
            return default;
        }

        DateTimeOffset start = end - BucketGrid.Length;
        (double bad, double total) = (counts.Bad, counts.Total);
        foreach (
            ExcludedTime excluded in facts.Excluded.Where(time =>
                time.Start < end && start < time.End
            )
        )
        {
            BucketCounts taken = Taken(
                counts,
                Later(excluded.Start, start),
                Earlier(excluded.End, end)
            );
            bad -= taken.Bad;
            total -= taken.Total;
        }

        // What was read apart need not add up to the last digit.
        return (Math.Max(0, bad), Math.Max(0, total));
    }

    private BucketCounts Taken(BucketCounts whole, DateTimeOffset start, DateTimeOffset end)
    {
        if (end - start == BucketGrid.Length)
        {
            return whole;
        }

        BucketCounts? piece = null;
        bool isRead = facts.Reading.Detail?.TryGetPiece(start, end, out piece) == true;
        return isRead ? piece ?? default : default;
    }

    private static DateTimeOffset FirstOn(TimeSpan length, DateTimeOffset time)
    {
        long rest = (time - DateTimeOffset.UnixEpoch).Ticks % length.Ticks;
        return rest == 0 ? time : time + length - TimeSpan.FromTicks(rest);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? one : other;
}
