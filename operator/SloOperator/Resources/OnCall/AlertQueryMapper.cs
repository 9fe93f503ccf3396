using System.Text.RegularExpressions;
using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.Alerts;
using SloOperator.Prometheus.PromQl;
using MatchType = SloOperator.Prometheus.PromQl.MatchType;

namespace SloOperator.Resources.OnCall;

/// <summary>Gives null, with every problem recorded, when the alerts cannot be asked for.</summary>
internal static partial class AlertQueryMapper
{
    private const string Metric = "ALERTS";
    private const string StateLabel = "alertstate";
    private const string Example = "severity=\"page\",team=\"payments\"";
    private const string DefaultWatchdog = "alertname=\"Watchdog\"";
    private const int MostLabels = 20;
    private const int LongestLabel = 128;

    private static readonly Selector Up = new("up", []);

    public static AlertQuery? Map(AlertsSpec spec, SpecField field, SelectorRules rules)
    {
        Selector? firing = ReadFiring(spec.Selector, field["selector"], rules);
        IReadOnlyList<string> labels = field["groupBy"]
            .ReadDistinct(spec.GroupBy, MostLabels, ReadLabel);
        EpisodeRule? rule = ReadRule(spec, field);
        Selector? coverage = ReadCoverage(spec.Watchdog, field["watchdog"], rules);
        return firing is not null && rule is not null && coverage is not null
            ? new AlertQuery
            {
                Firing = firing,
                Coverage = coverage,
                // The alert's name is part of every key, written or not.
                GroupBy = [.. labels.Where(label => label is not AlertLabelNames.Name)],
                Rule = rule,
            }
            : null;
    }

    private static Selector? ReadCoverage(string? text, SpecField field, SelectorRules rules) =>
        text is "" ? rules.Enforce(Up, field) : ReadFiring(text ?? DefaultWatchdog, field, rules);

    private static Selector? ReadFiring(string? text, SpecField field, SelectorRules rules)
    {
        if (string.IsNullOrEmpty(text))
        {
            field.Refuse($"is missing; write matchers over {Metric} such as {Example}");
            return null;
        }

        if (!Selector.TryParseMatchers(text, out Selector? written, out string? problem))
        {
            field.Refuse(
                $"is no list of matchers: {problem}; write matchers without braces, such as {Example}"
            );
            return null;
        }

        string[] own = [.. new[] { PromNames.MetricLabel, StateLabel }.Where(written.Sets)];
        foreach (string label in own)
        {
            field.Refuse(
                $"sets {label}, which the operator sets itself: it asks for {Metric} that fire; leave it out"
            );
        }

        return own.Length == 0 ? rules.Enforce(Firing(written), field) : null;
    }

    private static Selector Firing(Selector written) =>
        new(Metric, [new LabelMatcher(StateLabel, MatchType.Equal, "firing"), .. written.Matchers]);

    private static string? ReadLabel(SpecField field, string? text)
    {
        if (text is null || text.Length > LongestLabel || !LabelName().IsMatch(text))
        {
            field.Refuse(
                $"{Found.Quote(text ?? "")} is no label name; write 1 to {LongestLabel} letters, digits and _, not starting with a digit"
            );
            return null;
        }

        if (!AlertLabelNames.Dropped.Contains(text))
        {
            return text;
        }

        field.Refuse(
            $"{text} cannot be part of a group: {string.Join(", ", AlertLabelNames.Dropped)} are always dropped, for a person is woken once for all of them; remove it"
        );
        return null;
    }

    private static EpisodeRule? ReadRule(AlertsSpec spec, SpecField field)
    {
        const string LongestGap = "1h";
        string interval = spec.EvaluationInterval ?? "1m";
        string gap = spec.MergeGap ?? "5m";
        TimeSpan? evaluation = field["evaluationInterval"].ReadDuration(interval, "5s", "10m");
        TimeSpan? merge = field["mergeGap"].ReadDuration(gap, "5s", LongestGap);
        if (merge < evaluation)
        {
            field["mergeGap"]
                .Refuse(
                    $"{Found.Quote(gap)} is shorter than evaluationInterval, so that every evaluation would be a page; "
                        + $"write a duration from {interval} to {LongestGap}"
                );
            return null;
        }

        return evaluation is { } between && merge is { } longest
            ? new EpisodeRule(between, longest)
            : null;
    }

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]*\z")]
    private static partial Regex LabelName();
}
