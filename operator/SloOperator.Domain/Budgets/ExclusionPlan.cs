using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>What must be read apart so that exclusions take away exactly their events.</summary>
public static class ExclusionPlan
{
    /// <summary>An hour is read before the ledger rolls it up, so that no figure ever lacks it.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromHours(2);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The hours that an exclusion takes a part of, where the ledger keeps only their sums, and the parts of buckets at its edges.</summary>
    /// <param name="excluded">In any order; may overlap.</param>
    /// <param name="span">The budget window.</param>
    /// <param name="detailedAfter">The end of the last bucket that is only kept in hours.</param>
    public static WantedDetail Needed(
        IReadOnlyList<ExcludedTime> excluded,
        WindowSpan span,
        DateTimeOffset detailedAfter
    )
    {
        if (excluded.Count == 0)
        {
            return WantedDetail.None;
        }

        // Burn windows reach back before a young calendar period, and slices before a window's start.
        DateTimeOffset burnStart = span.End - BurnWindow.All[^1].Length;
        var window = new EventSpan(
            Floor(span.Start < burnStart ? span.Start : burnStart, Hour),
            span.End
        );
        var hours = new SortedSet<DateTimeOffset>();
        var pieces = new SortedSet<EventSpan>(
            Comparer<EventSpan>.Create(
                (one, other) => (one.Start, one.End).CompareTo((other.Start, other.End))
            )
        );

        // What each exclusion returns by itself is told as well.
        foreach (ExcludedSpans spans in Alone(excluded).Prepend(new ExcludedSpans(excluded)))
        {
            foreach (EventSpan one in spans.Within(window.Start, window.End))
            {
                hours.UnionWith(PartsOf(one, Hour).Select(part => Floor(part.Start, Hour)));
                pieces.UnionWith(PartsOf(one, BucketGrid.Length));
            }
        }

        hours.RemoveWhere(hour => hour + Hour > detailedAfter + Lead);
        return new WantedDetail([.. hours], [.. pieces]);
    }

    private static IEnumerable<ExcludedSpans> Alone(IReadOnlyList<ExcludedTime> excluded)
    {
        var byName = excluded.GroupBy(time => time.Exception, StringComparer.Ordinal).ToList();
        return byName.Count == 1 ? [] : byName.Select(times => new ExcludedSpans(times));
    }

    /// <summary>Where a span takes a part of a whole <paramref name="step"/>: at its start, at its end, or both in one.</summary>
    private static IEnumerable<EventSpan> PartsOf(EventSpan span, TimeSpan step)
    {
        DateTimeOffset first = Floor(span.Start, step);
        DateTimeOffset last = Floor(span.End, step);
        if (first == last)
        {
            yield return span;
            yield break;
        }

        if (first < span.Start)
        {
            yield return span with
            {
                End = first + step,
            };
        }

        if (last < span.End)
        {
            yield return span with
            {
                Start = last,
            };
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan step) =>
        new(time.UtcTicks - (time.UtcTicks % step.Ticks), TimeSpan.Zero);
}
