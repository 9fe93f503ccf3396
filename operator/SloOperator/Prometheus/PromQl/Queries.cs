namespace SloOperator.Prometheus.PromQl;

/// <summary>The only place that writes PromQL for indicators. What an absent series means is said here, once.</summary>
internal static class Queries
{
    /// <param name="indicator">Selectors with the enforced matchers already in them.</param>
    /// <param name="step">The length of a bucket, which becomes the range.</param>
    /// <param name="leTexts">How the threshold is written in the le label, for latency alone; null: every way it is usually written.</param>
    public static IndicatorQueries For(
        Indicator indicator,
        TimeSpan step,
        IReadOnlyList<string>? leTexts
    )
    {
        return indicator switch
        {
            Indicator.ErrorEvents events => new(
                Increase(events.Errors, step),
                Increase(events.Total, step)
            ),
            Indicator.GoodEvents events => ByGood(events, step),
            Indicator.Latency latency => ByBucket(
                latency,
                step,
                leTexts ?? LeBoundary.TextsOf(latency.ThresholdSeconds)
            ),
            Indicator.Probe probe => BySample(probe, step),
            _ => throw new ArgumentException(
                $"No queries for {indicator.GetType().Name}.",
                nameof(indicator)
            ),
        };
    }

    // A service that never once succeeded may have no series of successes: absent good is zero good, so bad = total.
    // Absent total leaves bad absent.
    private static IndicatorQueries ByGood(Indicator.GoodEvents events, TimeSpan step)
    {
        string total = Increase(events.Total, step);
        return new($"{total} - ({Increase(events.Good, step)} or vector(0))", total);
    }

    // Buckets are born with their count. Where only the count is there, the boundary did not exist then: neither all
    // good nor all bad is true, so the answer is NaN, which readers take as no measurement.
    private static IndicatorQueries ByBucket(
        Indicator.Latency latency,
        TimeSpan step,
        IReadOnlyList<string> leTexts
    )
    {
        Selector count = latency.Histogram.WithSuffix("_count");
        Selector bucket = latency.Histogram.WithSuffix("_bucket").With(Le(leTexts));
        string total = Increase(count, step);

        // A bucket that stood at 0 shows no restart; its count does. Judged apart, good could exceed total.
        string fast = Increase(bucket, step, $"ignoring (le) {Restarts(count, step)}");
        return new($"{total} - ({fast} or vector(NaN))", total);
    }

    private static IndicatorQueries BySample(Indicator.Probe probe, TimeSpan step)
    {
        string range = $"[{LeftOpen(step)}]";
        string total = $"sum(count_over_time({probe.Selector}{range}))";
        return new($"{total} - sum(sum_over_time({probe.Selector}{range}))", total);
    }

    private static LabelMatcher Le(IReadOnlyList<string> texts) =>
        texts.Count switch
        {
            0 => throw new ArgumentException(
                "A threshold that no le label holds has no query.",
                nameof(texts)
            ),
            1 => new("le", MatchType.Equal, texts[0]),
            _ => new("le", MatchType.Regex, string.Join('|', texts.Select(PromString.QuoteMeta))),
        };

    private static string Increase(Selector selector, TimeSpan step) =>
        Increase(selector, step, Restarts(selector, step));

    // Series by series, what was added since the last sample of the bucket before: neighbouring buckets share that sample, so
    // nothing is lost between them. Restarted and newborn counters have none to compare with: there increase() says what can be
    // known (docs/design/20261120-bucket-queries.md).
    private static string Increase(Selector selector, TimeSpan step, string restarts)
    {
        string range = PromDuration.Format(step);
        string last = $"last_over_time({selector}[{LeftOpen(step)}]";
        string added = $"{last}) - {last} offset {range})";
        return $"sum(({added} unless {restarts}) or increase({selector}[{range}]))";
    }

    private static string Restarts(Selector selector, TimeSpan step) =>
        $"resets({selector}[{PromDuration.Format(2 * step)}]) > 0";

    // Prometheus 2 counts a sample exactly at a range's left edge, which is the last of the range before; 3 does not.
    private static string LeftOpen(TimeSpan step) =>
        PromDuration.Format(step - TimeSpan.FromMilliseconds(1));
}
