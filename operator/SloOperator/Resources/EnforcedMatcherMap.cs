using SloOperator.Prometheus.PromQl;
using MatchType = SloOperator.Prometheus.PromQl.MatchType;

namespace SloOperator.Resources;

/// <summary>Labels whose values the endpoint sets in every selector.</summary>
internal static class EnforcedMatcherMap
{
    private const int Most = 16;
    private const int LongestLabel = 128;

    private static readonly Dictionary<string, string?> None = [];

    public static IReadOnlyList<LabelMatcher> Read(
        IReadOnlyDictionary<string, string?>? matchers,
        SpecField field
    )
    {
        if (matchers?.Count > Most)
        {
            field.Refuse($"has {matchers.Count} entries; at most {Most} are allowed");
            return [];
        }

        List<LabelMatcher> read = [];
        // In one order, so that equal matchers make equal queries.
        foreach (
            (string label, string? value) in (matchers ?? None).OrderBy(
                each => each.Key,
                StringComparer.Ordinal
            )
        )
        {
            SpecField entry = field.Entry(label);
            bool usable = CheckLabel(label, entry, field);
            if (EndpointTemplate.Read(value, entry, shortest: 1) is { } template && usable)
            {
                read.Add(new LabelMatcher(label, MatchType.Equal, template));
            }
        }

        return read;
    }

    private static bool CheckLabel(string label, SpecField entry, SpecField map)
    {
        if (label is PromNames.MetricLabel or "le")
        {
            map.Refuse(
                $"{label} cannot be enforced: __name__ and le are parts of what a selector means; remove it"
            );
            return false;
        }

        if (label.Length <= LongestLabel && PromNames.IsLabel(label))
        {
            return true;
        }

        entry.Refuse(
            $"is no label name; write 1 to {LongestLabel} letters, digits and _, not starting with a digit"
        );
        return false;
    }
}
