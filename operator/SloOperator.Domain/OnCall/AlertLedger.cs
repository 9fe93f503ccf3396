namespace SloOperator.Domain.OnCall;

/// <summary>
/// The stretches in which alerts fired, and the incidents they amount to. Samples may be added in any order and again; what comes of them
/// is a function of their set alone, so reading on from where the last pass ended gives what reading everything anew would.
/// </summary>
/// <param name="rule">How samples become incidents.</param>
/// <param name="mostStretches">Beyond it nothing is added: some ten megabytes are enough for any rotation that people can bear.</param>
public sealed class AlertLedger(EpisodeRule rule, int mostStretches = AlertLedger.MostStretches)
{
    public const int MostStretches = 100_000;

    private int _stretches;
    private readonly Dictionary<string, Dictionary<AlertSeries, IntervalSet>> _keys = new(
        StringComparer.Ordinal
    );

    /// <summary>True from when something was left out; the incidents are then not all there are.</summary>
    public bool IsOverfull { get; private set; }

    public void Add(AlertSeries series, IEnumerable<DateTimeOffset> samples)
    {
        if (_stretches >= mostStretches)
        {
            IsOverfull = true;
            return;
        }

        if (!_keys.TryGetValue(series.Key, out Dictionary<AlertSeries, IntervalSet>? ofKey))
        {
            _keys[series.Key] = ofKey = [];
        }

        if (!ofKey.TryGetValue(series, out IntervalSet? stretches))
        {
            ofKey[series] = stretches = new IntervalSet(rule.SampleGap);
        }

        _stretches -= stretches.Intervals.Count;
        foreach (DateTimeOffset sample in samples)
        {
            stretches.Add(sample);
        }

        _stretches += stretches.Intervals.Count;
    }

    /// <summary>Incidents that ended before <paramref name="time"/>, and nothing else: one that reaches beyond it stays whole.</summary>
    public void Forget(DateTimeOffset time)
    {
        foreach ((string key, Dictionary<AlertSeries, IntervalSet> ofKey) in _keys)
        {
            long ended = Join(ofKey.Values, rule.MergeGap)
                .Intervals.Where(incident => incident.End < time.UtcTicks)
                .Select(incident => incident.End + 1)
                .LastOrDefault();
            foreach ((AlertSeries series, IntervalSet stretches) in ofKey)
            {
                stretches.RemoveEndedBefore(ended);
                if (stretches.Intervals.Count == 0)
                {
                    ofKey.Remove(series);
                }
            }

            if (ofKey.Count == 0)
            {
                _keys.Remove(key);
            }
        }

        _stretches = _keys.Values.Sum(ofKey => ofKey.Values.Sum(set => set.Intervals.Count));
    }

    /// <summary>The fewest incidents that the samples can mean, sorted by start and key.</summary>
    /// <param name="upTo">How far samples are known; an incident is open while its last one is too young to be its end.</param>
    public IReadOnlyList<Incident> Incidents(DateTimeOffset upTo) =>
        [
            .. _keys
                .SelectMany(entry => IncidentsOf(entry.Key, entry.Value, upTo.UtcTicks))
                .OrderBy(incident => incident.Start)
                .ThenBy(incident => incident.Key, StringComparer.Ordinal),
        ];

    /// <summary>When each incident began if gaps of more than one evaluation ended one; sorted.</summary>
    public IReadOnlyList<DateTimeOffset> UpperStarts() =>
        [
            .. _keys
                .Values.SelectMany(ofKey => Join(ofKey.Values, rule.EvaluationInterval).Intervals)
                .Select(stretch => Time(stretch.Start))
                .Order(),
        ];

    private IEnumerable<Incident> IncidentsOf(
        string key,
        Dictionary<AlertSeries, IntervalSet> ofKey,
        long upTo
    )
    {
        long[] onsets = [.. Onsets(ofKey).Order()];
        foreach (Interval incident in Join(ofKey.Values, rule.MergeGap).Intervals)
        {
            yield return new Incident(
                key,
                Time(incident.Start),
                upTo - incident.End <= rule.SampleGap.Ticks ? null : Time(incident.End),
                CountWithin(onsets, incident)
            );
        }
    }

    /// <summary>Of each alert, whichever replica saw it; replicas evaluate at different moments of the same interval.</summary>
    private IEnumerable<long> Onsets(Dictionary<AlertSeries, IntervalSet> ofKey) =>
        ofKey
            .GroupBy(entry => entry.Key.Alert, entry => entry.Value, StringComparer.Ordinal)
            .SelectMany(replicas => Join(replicas, rule.EvaluationInterval).Intervals)
            .Select(stretch => stretch.Start);

    private static IntervalSet Join(IEnumerable<IntervalSet> sets, TimeSpan gap)
    {
        var joined = new IntervalSet(gap);
        // Sorted, each addition is one at the end.
        foreach (Interval stretch in sets.SelectMany(set => set.Intervals).OrderBy(s => s.Start))
        {
            joined.Add(stretch);
        }

        return joined;
    }

    private static int CountWithin(long[] sorted, Interval incident) =>
        FirstAtOrAfter(sorted, incident.End + 1) - FirstAtOrAfter(sorted, incident.Start);

    private static int FirstAtOrAfter(long[] sorted, long time)
    {
        int found = Array.BinarySearch(sorted, time);
        if (found < 0)
        {
            return ~found;
        }

        while (found > 0 && sorted[found - 1] == time)
        {
            found--;
        }

        return found;
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
