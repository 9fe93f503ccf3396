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
    ) => For(indicator, step, step, leTexts);

    /// <summary>The parts of a bucket add up to it: each is the difference of the last samples at its end and at its start.</summary>
    /// <param name="indicator">Selectors with the enforced matchers already in them.</param>
    /// <param name="step">The length of a bucket: how far back a last sample is looked for.</param>
    /// <param name="length">At most <paramref name="step"/>: the length of a part of a bucket, whose end is the query's time.</param>
    /// <param name="leTexts">How the threshold is written in the le label, for latency alone; null: every way it is usually written.</param>
    public static IndicatorQueries For(
        Indicator indicator,
        TimeSpan step,
        TimeSpan length,
        IReadOnlyList<string>? leTexts
    )
    {
        return indicator switch
        {
            Indicator.ErrorEvents events => new(
                Increase(events.Errors, step, length),
                Increase(events.Total, step, length)
            ),
            Indicator.GoodEvents events => ByGood(events, step, length),
            Indicator.Latency latency => ByBucket(
                latency,
                step,
                length,
                leTexts ?? LeBoundary.TextsOf(latency.ThresholdSeconds)
            ),
            Indicator.Probe probe => BySample(probe, length),
            _ => throw new ArgumentException(
                $"No queries for {indicator.GetType().Name}.",
                nameof(indicator)
            ),
        };
    }

    // A service that never once succeeded may have no series of successes: absent good is zero good, so bad = total.
    // Absent total leaves bad absent.
    private static IndicatorQueries ByGood(
        Indicator.GoodEvents events,
        TimeSpan step,
        TimeSpan length
    )
    {
        string total = Increase(events.Total, step, length);
        return new($"{total} - ({Increase(events.Good, step, length)} or vector(0))", total);
    }

    // Buckets are born with their count. Where only the count is there, the boundary did not exist then: neither all
    // good nor all bad is true, so the answer is NaN, which readers take as no measurement.
    private static IndicatorQueries ByBucket(
        Indicator.Latency latency,
        TimeSpan step,
        TimeSpan length,
        IReadOnlyList<string> leTexts
    )
    {
        Selector count = latency.Histogram.WithSuffix("_count");
        Selector bucket = latency.Histogram.WithSuffix("_bucket").With(Le(leTexts));
        string total = Increase(count, step, length);

        // A bucket that stood at 0 shows no restart; its count does. Judged apart, good could exceed total.
        string restarts = $"ignoring (le) {Restarts(count, step + length)}";
        string fast = Increase(bucket, step, length, restarts);
        return new($"{total} - ({fast} or vector(NaN))", total);
    }

    private static IndicatorQueries BySample(Indicator.Probe probe, TimeSpan length)
    {
        string range = $"[{LeftOpen(length)}]";
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

    private static string Increase(Selector selector, TimeSpan step, TimeSpan length) =>
        Increase(selector, step, length, Restarts(selector, step + length));

    // Series by series, what was added since the last sample of the bucket before: neighbouring buckets share that sample, so
    // nothing is lost between them. Restarted and newborn counters have none to compare with: there increase() says what can be
    // known (docs/design/20261120-bucket-queries.md).
    private static string Increase(
        Selector selector,
        TimeSpan step,
        TimeSpan length,
        string restarts
    )
    {
        string last = $"last_over_time({selector}[{LeftOpen(step)}]";
        string added = $"{last}) - {last} offset {PromDuration.Format(length)})";
        return $"sum(({added} unless {restarts}) or increase({selector}[{PromDuration.Format(length)}]))";
    }

    private static string Restarts(Selector selector, TimeSpan range) =>
        $"resets({selector}[{PromDuration.Format(range)}]) > 0";

    // Prometheus 2 counts a sample exactly at a range's left edge, which is the last of the range before; 3 does not.
    private static string LeftOpen(TimeSpan step) =>
        PromDuration.Format(step - TimeSpan.FromMilliseconds(1));
}
