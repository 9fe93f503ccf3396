using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Policy;

/// <summary>
/// Finds the episodes of the last three days, for which the ledger keeps buckets. A bucket belongs to one when more of its events were bad
/// than the objective allows; a steady trickle below that is no incident, however long it goes on. Excluded events do not count.
/// </summary>
internal sealed class BudgetEpisodes(ObjectiveFacts facts, BudgetWindow window)
{
    /// <summary>One incident rarely fails without a break; two within an hour are one to those who mend them.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromHours(1);

    private static readonly TimeSpan Detailed = TimeSpan.FromDays(3);

    private readonly Objective _objective = facts.Assessment.Objective;
    private readonly BudgetFigures _figures = facts.Assessment.Figures!;
    private readonly ExcludedEvents _events = new(
        facts.Reading,
        facts.Assessment.Objective.Timeslice,
        new ExcludedSpans(facts.Excluded)
    );

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
        DateTimeOffset start = window.SpanAt(through).Start;
        DateTimeOffset from = start > through - Detailed ? start : through - Detailed;
        TimeSpan length = _objective.Timeslice?.Length ?? BucketGrid.Length;
        for (
            long index = BucketGrid.IndexAt(from) + 1;
            index <= BucketGrid.IndexAt(through);
            index++
        )
        {
            if (BadIn(_events.Counted(index) ?? default) is > 0 and var bad)
            {
                DateTimeOffset end = BucketGrid.EndOf(index);
                yield return new BudgetEpisode(end - length, end, bad / _figures.BadAllowed);
            }
        }
    }

    /// <summary>Bad events, or one bad slice; 0 when it is as good as was promised.</summary>
    private decimal BadIn(WindowSums sums)
    {
        if (_objective.Timeslice is not null)
        {
            return sums.BadSlices;
        }

        bool hasFailed = (decimal)sums.Bad > _objective.Target.AllowedRatio * (decimal)sums.Total;
        return hasFailed ? (decimal)sums.Bad : 0;
    }
}
