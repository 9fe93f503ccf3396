using SloOperator.Domain.Alerts;
using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.PromQl;
using SloOperator.Resources;

namespace SloOperator.Controllers.Rules;

/// <summary>What an alert tells whoever gets it. Only names of strict grammars are in it: annotations are templates, and free text could be one.</summary>
internal static class AlertText
{
    public static IReadOnlyDictionary<string, string> Of(
        TeamObjectives slo,
        Objective objective,
        BurnAlert alert
    )
    {
        string counted = objective.Timeslice is { } slice
            ? $"slices of {PromDuration.Format(slice.Length)}"
            : "events";
        string threshold = Percent(alert.ThresholdFor(objective.Target));
        TimeSpan window = slo.Window.Shortest;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["summary"] =
                $"{slo.Service} burns the error budget of {objective.Name} more than {PromNumber.Format(alert.Above)} times as fast as it lasts",
            ["description"] =
                $"{{{{ $value | humanizePercentage }}}} of the {counted} of the last {alert.Long.Name} were bad, and more than {threshold} of the last {alert.Short.Name} too. "
                + $"{PromNumber.Format(objective.Target.Percent)} % is promised; at {threshold}, {Percent(alert.ShareOf(window))} of the budget of {PromDuration.Format(window)} go within {alert.Long.Name}.",
            ["runbook"] =
                $"kubectl describe teamslo {slo.Owner.Name} -n {slo.Tenant.Namespace} shows the budget that is left, how fast it burns and whether changes may ship. "
                + "Look at what was deployed last, and roll it back while it burns.",
        };
    }

    /// <summary>With at most four decimals, which tell a target of 99.9999 apart.</summary>
    public static string Percent(decimal ratio) =>
        $"{PromNumber.Format(decimal.Round(ratio * 100m, 4))} %";
}
