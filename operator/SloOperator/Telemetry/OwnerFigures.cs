using System.Diagnostics.Metrics;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Telemetry;

/// <summary>The measurements of one owner, made once when they are published and only handed out at a scrape.</summary>
internal sealed record OwnerFigures(
    Measurement<double>[] Budget,
    Measurement<double>[] Burn,
    Measurement<double>[] Sli,
    Measurement<double>[] Objective,
    Measurement<double>[] Coverage,
    Measurement<double>[] Verdict
)
{
    public static OwnerFigures From(
        ResourceName owner,
        IReadOnlyList<ObjectiveSample> samples,
        string[] verdicts
    )
    {
        (ObjectiveSample Sample, KeyValuePair<string, object?>[] Tags)[] tagged =
        [
            .. samples.Select(sample => (sample, TagsOf(owner, sample))),
        ];
        Measurement<double>[] Each(Func<ObjectiveSample, double?> figure) =>
            [.. tagged.SelectMany(pair => Known(figure(pair.Sample), pair.Tags))];

        return new OwnerFigures(
            Each(sample => sample.BudgetRemainingRatio),
            [
                .. tagged.SelectMany(pair =>
                    pair.Sample.Burn.SelectMany(burn =>
                        Known(burn.Value, With(pair.Tags, "window", burn.Key))
                    )
                ),
            ],
            Each(sample => sample.SliRatio),
            Each(sample => sample.ObjectiveRatio),
            Each(sample => sample.CoverageRatio),
            [
                .. tagged.SelectMany(pair =>
                    verdicts.Select(verdict => StateOf(pair.Sample, verdict, pair.Tags))
                ),
            ]
        );
    }

    private static Measurement<double> StateOf(
        ObjectiveSample sample,
        string verdict,
        KeyValuePair<string, object?>[] tags
    ) =>
        new(
            string.Equals(sample.Verdict, verdict, StringComparison.Ordinal) ? 1 : 0,
            With(tags, "verdict", verdict)
        );

    private static IEnumerable<Measurement<double>> Known(
        double? value,
        KeyValuePair<string, object?>[] tags
    ) =>
        value is { } number && double.IsFinite(number)
            ? [new Measurement<double>(number, tags)]
            : [];

    private static KeyValuePair<string, object?>[] With(
        KeyValuePair<string, object?>[] tags,
        string name,
        string value
    ) => [.. tags, KeyValuePair.Create<string, object?>(name, value)];

    private static KeyValuePair<string, object?>[] TagsOf(
        ResourceName owner,
        ObjectiveSample sample
    ) =>
        [
            new("criticality", sample.Criticality),
            new("name", owner.Name),
            new("namespace", owner.Namespace),
            new("objective", sample.Objective),
            new("service", sample.Service),
            new("team", sample.Team),
        ];
}
