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
        string range = $"[{PromDuration.Format(step)}]";
        return indicator switch
        {
            Indicator.ErrorEvents events => new(
                Increase(events.Errors, range),
                Increase(events.Total, range)
            ),
            Indicator.GoodEvents events => ByGood(events, range),
            Indicator.Latency latency => ByBucket(
                latency,
                range,
                leTexts ?? LeBoundary.TextsOf(latency.ThresholdSeconds)
            ),
            Indicator.Probe probe => BySample(probe, range),
            _ => throw new ArgumentException(
                $"No queries for {indicator.GetType().Name}.",
                nameof(indicator)
            ),
        };
    }

    // A service that never once succeeded may have no series of successes: absent good is zero good, so bad = total.
    // Absent total leaves bad absent.
    private static IndicatorQueries ByGood(Indicator.GoodEvents events, string range)
    {
        string total = Increase(events.Total, range);
        return new($"{total} - ({Increase(events.Good, range)} or vector(0))", total);
    }

    // Buckets are born with their count. Where only the count is there, the boundary did not exist then: neither all
    // good nor all bad is true, so the answer is NaN, which readers take as no measurement.
    private static IndicatorQueries ByBucket(
        Indicator.Latency latency,
        string range,
        IReadOnlyList<string> leTexts
    )
    {
        string total = Increase(latency.Histogram.WithSuffix("_count"), range);
        string fast = Increase(latency.Histogram.WithSuffix("_bucket").With(Le(leTexts)), range);
        return new($"{total} - ({fast} or vector(NaN))", total);
    }

    private static IndicatorQueries BySample(Indicator.Probe probe, string range)
    {
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

    private static string Increase(Selector selector, string range) =>
        $"sum(increase({selector}{range}))";
}
