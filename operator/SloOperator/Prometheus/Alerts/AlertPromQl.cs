using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Alerts;

/// <summary>The only place that writes PromQL for pages.</summary>
internal static class AlertPromQl
{
    /// <summary>
    /// Raw samples, as written: no step that skips a short alert, no look-back that prolongs one, no limit of points. Prometheus 2 includes a
    /// sample at the range's left edge and 3 does not; neither matters, for samples may be read twice.
    /// </summary>
    public static string Samples(Selector firing, TimeSpan range) =>
        $"{firing}[{PromDuration.Format(range)}]";

    /// <summary>How many samples each range has; ranges without any give no point.</summary>
    public static string Counts(Selector firing, TimeSpan range) =>
        $"sum(count_over_time({Samples(firing, range)}))";

    /// <summary>One point for each interval in which the series was seen.</summary>
    public static string Presence(Selector coverage, EpisodeRule rule) =>
        $"max(present_over_time({coverage}[{PromDuration.Format(rule.CoverageInterval)}]))";
}
