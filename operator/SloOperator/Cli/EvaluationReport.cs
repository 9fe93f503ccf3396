using System.Globalization;
using System.Text.Json;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Cli;

/// <summary>Prints statuses: a line an objective and a line a rotation, or the objects as a list in JSON.</summary>
internal static class EvaluationReport
{
    private const string Unknown = "unknown";

    public static void WriteTables(
        IReadOnlyList<TeamSlo> slos,
        IReadOnlyList<OnCallPolicy> policies,
        TextWriter output
    )
    {
        if (slos.Count > 0)
        {
            WriteTable(slos, output);
        }

        if (policies.Count > 0)
        {
            output.Write(slos.Count > 0 ? Environment.NewLine : "");
            WriteTable(policies, output);
        }
    }

    /// <summary>As kubectl prints objects of one kind, or of two.</summary>
    public static void WriteJson(
        IReadOnlyList<TeamSlo> slos,
        IReadOnlyList<OnCallPolicy> policies,
        TextWriter output
    )
    {
        IEnumerable<JsonElement> items =
        [
            .. slos.Select(slo =>
                JsonSerializer.SerializeToElement(slo, ResourceJson.Default.TeamSlo)
            ),
            .. policies.Select(policy =>
                JsonSerializer.SerializeToElement(policy, ResourceJson.Default.OnCallPolicy)
            ),
        ];
        string[] kinds =
        [
            .. slos.Take(1).Select(_ => ResourceKinds.TeamSlo.Kind),
            .. policies.Take(1).Select(_ => ResourceKinds.OnCallPolicy.Kind),
        ];
        output.WriteLine(
            JsonSerializer.Serialize(ObjectList.Of(kinds, [.. items]), CliJson.Indented.ObjectList)
        );
    }

    private static void WriteTable(IReadOnlyList<TeamSlo> evaluated, TextWriter output)
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
                    objective.BudgetRemaining ?? Unknown,
                    objective.Burn?.OneHour,
                    objective.Verdict
                );
            }
        }

        table.WriteTo(output);
        WriteMessages(evaluated, output);
    }

    private static void WriteMessages(IReadOnlyList<TeamSlo> evaluated, TextWriter output)
    {
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

    private static void WriteTable(IReadOnlyList<OnCallPolicy> evaluated, TextWriter output)
    {
        var table = new TextTable(
            "NAMESPACE",
            "NAME",
            "TEAM",
            "PAGES",
            "PER-12H",
            "OFF-HOURS",
            "SLEEP",
            "COVERAGE",
            "LOAD"
        );
        foreach (OnCallPolicy policy in evaluated)
        {
            table.Add(
                policy.Metadata.Namespace,
                policy.Metadata.Name,
                policy.Spec?.Team,
                Text(policy.Status?.Incidents?.Lower),
                policy.Status?.IncidentsPer12h,
                Text(policy.Status?.ByHours?.Off),
                Text(policy.Status?.ByHours?.Sleep),
                policy.Status?.Coverage,
                policy.Status?.Summary?.Load ?? Unknown
            );
        }

        table.WriteTo(output);
        foreach (OnCallPolicy policy in evaluated)
        {
            foreach (Condition condition in (policy.Status?.Conditions ?? []).Where(IsWorthSaying))
            {
                output.WriteLine(
                    $"{ResourceName.Of(policy.Metadata)} {condition.Reason}: {condition.Message}"
                );
            }
        }
    }

    private static bool IsWorthSaying(Condition condition) =>
        Transitions.IsWarning(condition) && condition.Status != "Unknown";

    private static string Text(long? count) =>
        count?.ToString(CultureInfo.InvariantCulture) ?? Unknown;
}
