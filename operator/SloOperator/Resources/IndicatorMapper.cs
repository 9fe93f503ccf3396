using SloOperator.Prometheus.PromQl;

namespace SloOperator.Resources;

/// <summary>Gives null, with every problem of every indicator written recorded, unless exactly one is written and can be used.</summary>
internal static class IndicatorMapper
{
    public static Indicator? Map(IndicatorSpec? spec, SpecField field, SelectorRules rules)
    {
        List<(string Name, Indicator? Indicator)> written = [];
        if (spec?.Events is { } events)
        {
            written.Add(("events", Events(events, field["events"], rules)));
        }

        if (spec?.Latency is { } latency)
        {
            written.Add(("latency", Latency(latency, field["latency"], rules)));
        }

        if (spec?.Probe is { } probe)
        {
            written.Add(("probe", Probe(probe, field["probe"], rules)));
        }

        if (written.Count == 1)
        {
            return written[0].Indicator;
        }

        string found =
            written.Count == 0 ? "none" : string.Join(", ", written.Select(each => each.Name));
        field.Refuse($"needs exactly one of events, latency and probe, found {found}");
        return null;
    }

    private static Indicator? Events(EventsSpec spec, SpecField field, SelectorRules rules)
    {
        Selector? total = rules.Read(spec.Total, field["total"]);
        Selector? errors = spec.Errors is null ? null : rules.Read(spec.Errors, field["errors"]);
        Selector? good = spec.Good is null ? null : rules.Read(spec.Good, field["good"]);
        if ((spec.Errors is null) == (spec.Good is null))
        {
            string found = spec.Errors is null ? "none" : "both";
            field.Refuse($"needs exactly one of errors and good, found {found}");
            return null;
        }

        return (errors, good, total) switch
        {
            ({ } bad, null, { } all) => new Indicator.ErrorEvents(bad, all),
            (null, { } fine, { } all) => new Indicator.GoodEvents(fine, all),
            _ => null,
        };
    }

    private static Indicator.Latency? Latency(
        LatencySpec spec,
        SpecField field,
        SelectorRules rules
    )
    {
        Selector? histogram = rules.ReadHistogram(spec.Histogram, field["histogram"]);
        TimeSpan? threshold = field["threshold"].ReadDuration(spec.Threshold, "1ms", "1d");
        return histogram is not null && threshold is { } longest
            ? new Indicator.Latency(histogram, (decimal)longest.Ticks / TimeSpan.TicksPerSecond)
            : null;
    }

    private static Indicator.Probe? Probe(ProbeSpec spec, SpecField field, SelectorRules rules) =>
        rules.Read(spec.Selector, field["selector"]) is { } selector
            ? new Indicator.Probe(selector)
            : null;
}
