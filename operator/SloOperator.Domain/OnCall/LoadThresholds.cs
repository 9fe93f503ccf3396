namespace SloOperator.Domain.OnCall;

/// <summary>A threshold for each figure; what is not set has the default.</summary>
public sealed class LoadThresholds
{
    /// <summary>
    /// Two incidents per 12-hour shift are the most that leave time to follow them up (Google SRE book, "Being On-Call"), at most a
    /// quarter of an engineer's time is on call (ibid.); 7 and 19 off-hours interruptions a month are PagerDuty's marks of a bad and of
    /// a burnout month. The others are ours: a rotation that exceeds them has noise worth a look.
    /// </summary>
    public static readonly IReadOnlyDictionary<LoadMetric, LoadThreshold> Default = new Dictionary<
        LoadMetric,
        LoadThreshold
    >
    {
        [LoadMetric.IncidentsPer12h] = new(1.5m, 2m),
        [LoadMetric.ShiftsOverBudget] = new(null, 0.33m),
        [LoadMetric.OffHoursPerResponder30d] = new(7m, 19m),
        [LoadMetric.SleepPagesPerShift] = new(1m, 3m),
        [LoadMetric.AlertsPerIncident] = new(2m, null),
        [LoadMetric.TransientShare] = new(0.5m, null),
        [LoadMetric.RepeatsPer7d] = new(3m, null),
        [LoadMetric.OnCallShare] = new(0.25m, null),
        [LoadMetric.MedianRestoreMinutes] = new(60m, null),
    };

    private readonly IReadOnlyDictionary<LoadMetric, LoadThreshold> _own;

    /// <param name="own">Those that differ from <see cref="Default"/>.</param>
    public LoadThresholds(IReadOnlyDictionary<LoadMetric, LoadThreshold> own) => _own = own;

    public LoadThreshold this[LoadMetric metric] =>
        _own.TryGetValue(metric, out LoadThreshold own) ? own : Default[metric];
}
