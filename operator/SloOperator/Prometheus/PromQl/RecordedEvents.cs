using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Prometheus.PromQl;

/// <summary>
/// An objective in recording rules. Its buckets are recorded as the ledger reads them, and every longer window is a sum of buckets: bad
/// over total, never an average of ratios. The reasons are in docs/design/20261128-prometheus-rules.md.
/// </summary>
/// <param name="owner">Tells the objective's series from all others.</param>
/// <param name="indicator">Selectors with the enforced matchers already in them.</param>
/// <param name="slice">Null: every event counts alike.</param>
internal sealed class RecordedEvents(
    IReadOnlyList<LabelMatcher> owner,
    Indicator indicator,
    TimesliceRule? slice
)
{
    public const string BadName = "slo_operator:bad_events:5m";

    private static readonly string Bucket = PromDuration.Format(BucketGrid.Length);

    private readonly IndicatorQueries _queries = Queries.For(
        indicator,
        BucketGrid.Length,
        leTexts: null
    );

    public static string TotalName(BurnWindow window) => $"slo_operator:events:{window.Name}";

    public static string RatioName(BurnWindow window) => $"slo_operator:error_ratio:{window.Name}";

    /// <summary>The bad events of the last bucket; no series where they are not known, for NaN would spoil every sum it is in.</summary>
    public string Bad =>
        indicator is Indicator.ErrorEvents
            ? $"clamp_min({_queries.Bad} or 0 * {_queries.Total}, 0) >= 0"
            : $"clamp_min({_queries.Bad}, 0) >= 0";

    /// <summary>All events of the window; for the bucket itself only where the bad ones are known too.</summary>
    public string Total(BurnWindow window) =>
        window == BurnWindow.FiveMinutes
            ? $"{_queries.Total} >= 0 and on () {Recorded(BadName)}"
            : SumOver(TotalName(BurnWindow.FiveMinutes), window.Length);

    /// <summary>The share of bad events, or of bad slices; no series without traffic.</summary>
    public string Ratio(BurnWindow window) =>
        slice is not null ? RatioOfSlices(slice, window)
        : window == BurnWindow.FiveMinutes
            ? $"sum({Recorded(BadName)}) / (sum({Recorded(TotalName(window))}) > 0)"
        : $"{SumOver(BadName, window.Length)} / (sum({Recorded(TotalName(window))}) > 0)";

    /// <summary>Two look-backs above one ratio, the long one's being the value shown.</summary>
    public string Burning((BurnWindow Short, BurnWindow Long) windows, decimal threshold)
    {
        string above = $"> {PromNumber.Format(threshold)}";
        return $"{Recorded(RatioName(windows.Long))} {above}\n"
            + $"and\n{Recorded(RatioName(windows.Short))} {above}";
    }

    public string AtLeast(BurnWindow window, decimal events) =>
        $"{Recorded(TotalName(window))} >= {PromNumber.Format(events)}";

    /// <summary>A look-back shorter than a slice takes the last one.</summary>
    private string RatioOfSlices(TimesliceRule rule, BurnWindow window)
    {
        TimeSpan length = window.Length < rule.Length ? rule.Length : window.Length;
        // As in the ledger, the tolerance forgives the last bits of a ratio that is exactly on target.
        string most = PromNumber.Format(rule.Target.AllowedRatio * 1.000000001m);
        string total = TotalName(BurnWindow.FiveMinutes);
        string isBad =
            rule.Buckets == 1
                ? $"sum({Recorded(BadName)}) > bool {most} * sum({Recorded(total)})"
                : $"{SumOver(BadName, rule.Length)} > bool {most} * {SumOver(total, rule.Length)}";
        return $"avg_over_time(({isBad})[{LeftOpen(length)}:{PromDuration.Format(rule.Length)}])";
    }

    /// <summary>Summed over label sets: whoever renames a team keeps its history.</summary>
    private string SumOver(string series, TimeSpan length) =>
        $"sum(sum_over_time({Recorded(series)}[{LeftOpen(length)}:{Bucket}]))";

    private Selector Recorded(string series) => new(series, owner);

    // Steps of subqueries lie on whole multiples of the step, and Prometheus 2 counts one on the left edge, which belongs to the window before.
    private static string LeftOpen(TimeSpan length) =>
        PromDuration.Format(length - TimeSpan.FromMilliseconds(1));
}
