using System.Globalization;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>What is said of a rotation's load: against its own past only, and of nobody in particular.</summary>
internal static class LoadText
{
    public const string Held =
        "The load was above what the policy lets pass when it could last be judged.";

    public static string Of(LoadRule rule, LoadFacts facts)
    {
        LoadFigures figures = facts.Assessment.Figures;
        IEnumerable<string> exceeded = rule
            .Metrics.Where(metric => facts.LevelOf(metric) > LoadLevel.Unknown)
            .Select(metric =>
                LoadMetricText.Exceeded(metric, facts.Thresholds, figures[metric]!.Value)
            );
        return string.Join("; ", exceeded) + Context(rule, figures) + ".";
    }

    private static string Context(LoadRule rule, LoadFigures figures) =>
        (rule, figures) switch
        {
            ({ Cause: TicketCause.PageLoad }, { Trend: { } trend }) =>
                $"; incidentsPer12h was {LoadMetricText.Write(LoadMetric.IncidentsPer12h, trend.Previous)} in the window before",
            ({ IsNoise: true }, { TopRepeats: [{ } top, ..] }) => string.Create(
                CultureInfo.InvariantCulture,
                $"; most frequent: {top.Key}, {top.Count} times, {top.Transient} of them over in less than five minutes"
            ),
            _ => "",
        };
}
