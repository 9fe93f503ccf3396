using SloOperator.Domain.Alerts;
using SloOperator.Resources;
using SloOperator.Resources.Rules;

namespace SloOperator.Controllers.Rules;

/// <summary>Turns a TeamSLO into rules, a group an objective; all of them or none, for a service that is watched by half looks like a watched one.</summary>
internal static class RuleMapper
{
    public static RuleMapping Map(TeamObjectives slo)
    {
        IReadOnlyList<BurnAlert> alerts = BurnAlerts.For(slo.Policy, slo.Window.Shortest);
        IReadOnlyList<Problem> problems = RuleRefusals.Find(slo, alerts);
        return problems.Count > 0
            ? new RuleMapping(null, problems)
            : new RuleMapping(
                new RuleGroups([
                    .. slo.Objectives.Select(objective =>
                        new ObjectiveRules(slo, objective).Group(alerts)
                    ),
                ]),
                []
            );
    }
}
