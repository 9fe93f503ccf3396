using System.Globalization;
using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.PromQl;
using SloOperator.Resources;
using SloOperator.Testing.Histories;

namespace SloOperator.Demo;

/// <summary>Budgets from the events that truly happened; Prometheus and the program have no part in them.</summary>
internal sealed class ShopTruth(ShopSeries shop)
{
    /// <summary>The ratio of the budget that is left.</summary>
    public decimal BudgetOf(MeasuredObjective measured, WindowSpan window)
    {
        decimal allowed = measured.Objective.Target.AllowedRatio;
        if (measured.Objective.Timeslice is { } slice)
        {
            return 1
                - (
                    BadSlices(measured.Indicator, slice, window)
                    / (allowed * (decimal)(window.Full / slice.Length))
                );
        }

        (long bad, long total) = Count(measured.Indicator, window.Start, window.End);
        return total == 0 ? 1 : 1 - (bad / (allowed * total));
    }

    private long BadSlices(Indicator indicator, TimesliceRule rule, WindowSpan window)
    {
        long badSlices = 0;
        for (DateTimeOffset start = window.Start; start < window.End; start += rule.Length)
        {
            (long bad, long total) = Count(indicator, start, start + rule.Length);
            badSlices += bad > rule.Target.AllowedRatio * total ? 1 : 0;
        }

        return badSlices;
    }

    private (long Bad, long Total) Count(
        Indicator indicator,
        DateTimeOffset start,
        DateTimeOffset end
    )
    {
        switch (indicator)
        {
            case Indicator.ErrorEvents events:
                return (Events(events.Errors, start, end), Events(events.Total, start, end));
            case Indicator.GoodEvents events:
                long all = Events(events.Total, start, end);
                return (all - Events(events.Good, start, end), all);
            case Indicator.Latency latency:
                long observed = Events(latency.Histogram.WithSuffix("_count"), start, end);
                return (observed - FastEnough(latency, start, end), observed);
            case Indicator.Probe probe when probe.Selector.Picks(shop.Probe.Name):
                return (
                    shop.Probe.CountSamples(up => up < 1, start, end),
                    shop.Probe.CountSamples(_ => true, start, end)
                );
            default:
                throw new DemoFailure($"the event log has nothing for {indicator}");
        }
    }

    private long Events(Selector selector, DateTimeOffset start, DateTimeOffset end) =>
        shop.History.Log.Count(selector.Picks, start, end);

    private long FastEnough(Indicator.Latency latency, DateTimeOffset start, DateTimeOffset end)
    {
        Selector buckets = latency.Histogram.WithSuffix("_bucket");
        return shop.History.Log.Count(
            series => buckets.Picks(series) && IsAt(latency, series),
            start,
            end
        );
    }

    private static bool IsAt(Indicator.Latency latency, SeriesName bucket) =>
        decimal.TryParse(
            bucket["le"],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out decimal boundary
        )
        && boundary == latency.ThresholdSeconds;
}
