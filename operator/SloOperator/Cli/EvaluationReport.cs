using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Cli;

/// <summary>Prints statuses: a line an objective, or the objects as a list in JSON.</summary>
internal static class EvaluationReport
{
    public static void WriteTable(IReadOnlyList<TeamSlo> evaluated, TextWriter output)
    {
        var table = new TextTable(
            "NAMESPACE",
            "NAME",
            "TEAM",
            "SERVICE",
            "OBJECTIVE",
            "TARGET",
            "SLI",
            "BUDGET",
            "BURN(1h)",
            "VERDICT"
        );
        foreach (TeamSlo slo in evaluated)
        {
            foreach (ObjectiveStatus objective in slo.Status?.Objectives ?? [])
            {
                table.Add(
                    slo.Metadata.Namespace,
                    slo.Metadata.Name,
                    slo.Spec?.Team,
                    slo.Spec?.Service,
                    objective.Name,
                    objective.Target,
                    objective.Sli,
                    objective.BudgetRemaining ?? "unknown",
                    objective.Burn?.OneHour,
                    objective.Verdict
                );
            }
        }

        table.WriteTo(output);
        foreach (TeamSlo slo in evaluated)
        {
            foreach (
                ObjectiveStatus objective in (slo.Status?.Objectives ?? []).Where(objective =>
                    objective.Message is not null
                )
            )
            {
                output.WriteLine(
                    $"{ResourceName.Of(slo.Metadata)} {objective.Name}: {objective.Message}"
                );
            }
        }
    }

    public static void WriteJson(IReadOnlyList<TeamSlo> evaluated, TextWriter output)
    {
        var list = new TeamSloList { Items = evaluated };
        output.WriteLine(JsonSerializer.Serialize(list, CliJson.Indented.TeamSloList));
    }
}
