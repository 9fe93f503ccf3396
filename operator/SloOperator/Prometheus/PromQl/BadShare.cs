namespace SloOperator.Prometheus.PromQl;

/// <summary>One expression that a person can paste: the share of bad events. Short rather than exact: increase() guesses at the edges where <see cref="Queries"/> does not.</summary>
internal static class BadShare
{
    /// <param name="indicator">Selectors with the enforced matchers already in them.</param>
    /// <param name="range">How far back.</param>
    public static string Of(Indicator indicator, TimeSpan range)
    {
        string over = $"[{PromDuration.Format(range)}]";
        return indicator switch
        {
            Indicator.ErrorEvents events =>
                $"(sum(increase({events.Errors}{over})) or vector(0))\n  / sum(increase({events.Total}{over}))",
            Indicator.GoodEvents events =>
                $"1 - (sum(increase({events.Good}{over})) or vector(0))\n  / sum(increase({events.Total}{over}))",
            Indicator.Latency latency =>
                $"1 - sum(increase({latency.Histogram.WithSuffix("_bucket").With(Le(latency))}{over}))\n"
                    + $"  / sum(increase({latency.Histogram.WithSuffix("_count")}{over}))",
            Indicator.Probe probe =>
                $"1 - sum(sum_over_time({probe.Selector}{over}))\n  / sum(count_over_time({probe.Selector}{over}))",
            _ => throw new ArgumentException(
                $"No query for {indicator.GetType().Name}.",
                nameof(indicator)
            ),
        };
    }

    private static LabelMatcher Le(Indicator.Latency latency) =>
        new(
            "le",
            MatchType.Regex,
            string.Join(
                '|',
                LeBoundary.TextsOf(latency.ThresholdSeconds).Select(PromString.QuoteMeta)
            )
        );
}
