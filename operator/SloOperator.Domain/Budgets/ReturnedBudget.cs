using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>What exclusions give back, together and each by itself.</summary>
internal sealed class ReturnedBudget
{
    private readonly IReadOnlyList<ExcludedTime> _excluded;
    private readonly WindowSpan _span;
    private readonly Func<IEnumerable<ExcludedTime>, ExcludedEvents> _eventsOf;

    private ReturnedBudget(
        IReadOnlyList<ExcludedTime> excluded,
        WindowSpan span,
        Func<IEnumerable<ExcludedTime>, ExcludedEvents> eventsOf
    )
    {
        _excluded = excluded;
        _span = span;
        _eventsOf = eventsOf;
        Events = eventsOf(excluded);
    }

    /// <summary>Of all exclusions together: what two of them share is taken once.</summary>
    public ExcludedEvents Events { get; }

    /// <summary>Null when no exclusion reaches into a window that a figure is of.</summary>
    public static ReturnedBudget? Find(
        Objective objective,
        Reading reading,
        WindowSpan span,
        IReadOnlyList<ExcludedTime> excluded
    ) => excluded.Count == 0 ? null : FindTouching(objective, reading, span, excluded);

    public IReadOnlyDictionary<string, decimal> ByException(
        BudgetArithmetic arithmetic,
        WindowSums measured
    )
    {
        decimal raw = arithmetic.Remaining(measured);
        var returned = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var times in _excluded.GroupBy(time => time.Exception, StringComparer.Ordinal))
        {
            ExcludedEvents alone = _eventsOf(times);
            if (alone.Spans.Touch(_span.Start, _span.End))
            {
                Removal removal = alone.Within(_span.Start, _span.End);
                returned.Add(times.Key, arithmetic.Remaining(removal.From(measured)) - raw);
            }
        }

        return returned;
    }

    private static ReturnedBudget? FindTouching(
        Objective objective,
        Reading reading,
        WindowSpan span,
        IReadOnlyList<ExcludedTime> excluded
    )
    {
        DateTimeOffset burnStart = span.End - BurnWindow.All[^1].Length;
        DateTimeOffset start = span.Start < burnStart ? span.Start : burnStart;
        DateTimeOffset end = reading.Live is { } live && live.End > span.End ? live.End : span.End;
        var returned = new ReturnedBudget(
            excluded,
            span,
            times => new ExcludedEvents(reading, objective.Timeslice, new ExcludedSpans(times))
        );
        return returned.Events.Spans.Touch(start, end) ? returned : null;
    }
}
