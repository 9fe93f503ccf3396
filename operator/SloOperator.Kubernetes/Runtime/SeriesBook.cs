using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>Which occurrences were seen before, and which of them are worth a request: the first, the second, then one each half hour.</summary>
internal sealed class SeriesBook
{
    /// <summary>Where events of cluster-scoped objects go: servers before 1.21 refuse them everywhere else, later ones take them in "default" too.</summary>
    private const string ClusterScopedNamespace = "kube-system";

    public const int MostSeries = 1000;

    public static readonly TimeSpan RefreshAfter = TimeSpan.FromMinutes(30);

    // The server deletes events after an hour; a later repetition starts a new one.
    private static readonly TimeSpan _forgetAfter = TimeSpan.FromHours(1);

    private readonly Dictionary<Occurrence, Entry> _entries = [];

    /// <summary>Null: counted, and written later or never.</summary>
    /// <param name="what">What happened.</param>
    /// <param name="at">When, by the wall clock.</param>
    /// <param name="elapsed">Now, by the monotonic clock.</param>
    public Written? Observe(Occurrence what, DateTimeOffset at, TimeSpan elapsed)
    {
        if (_entries.TryGetValue(what, out Entry? entry) && elapsed - entry.SeenAt < _forgetAfter)
        {
            entry.Count++;
            entry.LastObserved = at;
            entry.SeenAt = elapsed;
            return entry.WrittenCount == 1 || elapsed - entry.WrittenAt >= RefreshAfter
                ? Write(what, entry, elapsed)
                : null;
        }

        MakeRoom();
        entry = new Entry(NewName(what.Regarding)) { LastObserved = at, SeenAt = elapsed };
        _entries[what] = entry;
        return Write(what, entry, elapsed);
    }

    /// <summary>Series that went on since they were last written, half an hour ago or more; series that ended are forgotten.</summary>
    public IReadOnlyList<Written> Refresh(TimeSpan elapsed)
    {
        Written[] due =
        [
            .. _entries
                .Where(pair =>
                    pair.Value.Count > pair.Value.WrittenCount
                    && elapsed - pair.Value.WrittenAt >= RefreshAfter
                )
                .Select(pair => Write(pair.Key, pair.Value, elapsed)),
        ];
        foreach ((Occurrence what, Entry entry) in _entries)
        {
            if (elapsed - entry.SeenAt >= _forgetAfter)
            {
                _entries.Remove(what);
            }
        }

        return due;
    }

    /// <summary>The event is not there: the next occurrence is a first one.</summary>
    public void Forget(Occurrence what) => _entries.Remove(what);

    private static Written Write(Occurrence what, Entry entry, TimeSpan elapsed)
    {
        entry.WrittenCount = entry.Count;
        entry.WrittenAt = elapsed;
        return new Written(what, entry.Name, entry.Count, entry.LastObserved);
    }

    private void MakeRoom()
    {
        if (_entries.Count >= MostSeries)
        {
            _entries.Remove(_entries.MinBy(pair => pair.Value.SeenAt).Key);
        }
    }

    private static ResourceName NewName(ObjectReference regarding)
    {
        // 253 characters are the limit of a name.
        string stem =
            regarding.Name.Length > 200 ? regarding.Name[..200].TrimEnd('-', '.') : regarding.Name;
        return new ResourceName(
            regarding.Namespace ?? ClusterScopedNamespace,
            $"{stem}.{Guid.NewGuid():N}"[..^16]
        );
    }

    /// <summary>What the event shall say; a count of one is a new event.</summary>
    internal sealed record Written(
        Occurrence What,
        ResourceName Name,
        int Count,
        DateTimeOffset At
    );

    private sealed class Entry(ResourceName name)
    {
        public ResourceName Name => name;

        public int Count { get; set; } = 1;

        public int WrittenCount { get; set; }

        public DateTimeOffset LastObserved { get; set; }

        public TimeSpan SeenAt { get; set; }

        public TimeSpan WrittenAt { get; set; }
    }
}
