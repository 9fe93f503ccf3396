namespace SloOperator.Domain.Budgets;

/// <summary>The windows of one assessment, which all end at the same time: each is summed once, however many figures ask for it.</summary>
internal sealed class SummedWindows(BudgetLedger ledger, DateTimeOffset end)
{
    private readonly Dictionary<TimeSpan, WindowSums> _sums = new(BurnWindow.All.Count + 1);
    private ExcludedEvents? _excluded;
    private Dictionary<TimeSpan, Removal>? _removals;

    /// <summary>False: what counts is what was measured.</summary>
    public bool IsExcluding => _excluded is not null;

    /// <summary>True when some of what is excluded from them was not read yet.</summary>
    public bool IsPending => _removals?.Values.Any(removal => removal.IsPending) ?? false;

    /// <summary>The same windows, in which excluded events do not count.</summary>
    public SummedWindows Without(ExcludedEvents excluded)
    {
        var without = new SummedWindows(ledger, end) { _excluded = excluded, _removals = [] };
        foreach ((TimeSpan length, WindowSums sums) in _sums)
        {
            without._sums.Add(length, sums);
        }

        return without;
    }

    /// <summary>What counts.</summary>
    public WindowSums Over(TimeSpan length) =>
        _excluded is null ? Raw(length) : RemovedFrom(length).From(Raw(length));

    /// <summary>What was measured.</summary>
    public WindowSums Raw(TimeSpan length)
    {
        if (!_sums.TryGetValue(length, out WindowSums sums))
        {
            sums = ledger.Sum(end - length, end);
            _sums.Add(length, sums);
        }

        return sums;
    }

    public Removal RemovedFrom(TimeSpan length)
    {
        if (_excluded is null)
        {
            return default;
        }

        if (!_removals!.TryGetValue(length, out Removal removal))
        {
            removal = _excluded.Within(end - length, end);
            _removals.Add(length, removal);
        }

        return removal;
    }

    public TimeSpan ExcludedWithin(DateTimeOffset from, DateTimeOffset to) =>
        _excluded?.Spans.LengthWithin(from, to) ?? TimeSpan.Zero;

    /// <summary>Buckets that are excluded as a whole.</summary>
    public long ExcludedBuckets(DateTimeOffset from, DateTimeOffset to) =>
        _excluded?.Spans.WholeBucketsWithin(from, to) ?? 0;
}
