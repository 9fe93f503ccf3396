using SloOperator.Domain.Alerts;
using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.PromQl;
using SloOperator.Resources;

namespace SloOperator.Controllers.Rules;

/// <summary>Alerts that could never fire, or only when it is too late, each with the field that makes it so.</summary>
internal static class RuleRefusals
{
    private const int Decimals = 6;

    public static IReadOnlyList<Problem> Find(TeamObjectives slo, IReadOnlyList<BurnAlert> alerts)
    {
        List<Problem> problems = [];
        var root = new SpecField("spec", problems);
        RefuseLongNames(slo, problems);
        RefuseLongLooks(slo, alerts, root["policy"]);
        for (int index = 0; index < slo.Objectives.Count; index++)
        {
            Objective objective = slo.Objectives[index].Objective;
            SpecField field = root["objectives"][index];
            RefuseUnreachable(slo, objective, alerts, field["target"]);
            RefuseHiddenBySlices(objective.Timeslice, alerts, field["timeslice"]["length"]);
        }

        return problems;
    }

    private static void RefuseLongNames(TeamObjectives slo, List<Problem> problems)
    {
        if (slo.Owner.Name.Length > RuleObjects.LongestOwner)
        {
            problems.Add(
                new Problem(
                    "metadata.name",
                    $"has {slo.Owner.Name.Length} characters; at most {RuleObjects.LongestOwner} leave room for the name of its PrometheusRule"
                )
            );
        }
    }

    private static void RefuseLongLooks(
        TeamObjectives slo,
        IReadOnlyList<BurnAlert> alerts,
        SpecField field
    )
    {
        foreach (BurnAlert alert in alerts.Where(alert => alert.Long.Length >= slo.Window.Shortest))
        {
            field.Refuse(
                $"the tier {Found.Quote(alert.Tier ?? "")} of the policy {Found.Quote(slo.Policy.Name)} looks {alert.Long.Name} back, "
                    + $"and the budget is one of {PromDuration.Format(slo.Window.Shortest)}: it is spent before that is seen; "
                    + $"use a window longer than {alert.Long.Name}, or a policy whose burnRate.long is shorter than the window"
            );
        }
    }

    private static void RefuseUnreachable(
        TeamObjectives slo,
        Objective objective,
        IReadOnlyList<BurnAlert> alerts,
        SpecField field
    )
    {
        Target target = objective.Target;
        foreach (BurnAlert alert in alerts.Where(alert => !alert.IsReachable(target)))
        {
            string windows = $"{alert.Short.Name}/{alert.Long.Name}";
            string fastest = PromNumber.Format(
                decimal.Round(1 / target.AllowedRatio, Decimals, MidpointRounding.ToZero)
            );
            string lowest = PromNumber.Format(
                decimal.Round(
                    100m - (100m / alert.Above),
                    Decimals,
                    MidpointRounding.ToPositiveInfinity
                )
            );
            field.Refuse(
                $"\"{target}\" cannot be watched over {windows}: {Reason(slo, alert)}, "
                    + $"{PromNumber.Format(alert.Above)} × {PromNumber.Format(target.AllowedRatio)} = {PromNumber.Format(alert.ThresholdFor(target))}, "
                    + $"and no error ratio exceeds 1; use a target above {lowest}, a shorter window, "
                    + $"or a policy with a burnRate tier over {windows} that asks for less than {fastest}"
            );
        }
    }

    private static string Reason(TeamObjectives slo, BurnAlert alert) =>
        alert.Tier is { } tier
            ? $"the tier {Found.Quote(tier)} of the policy {Found.Quote(slo.Policy.Name)} asks for a burn rate of {PromNumber.Format(alert.Above)}"
            : $"{AlertText.Percent(alert.ShareOf(slo.Window.Shortest))} of a budget of {PromDuration.Format(slo.Window.Shortest)} "
                + $"within {alert.Long.Name} is a burn rate of {PromNumber.Format(alert.Above)}";

    private static void RefuseHiddenBySlices(
        TimesliceRule? slice,
        IReadOnlyList<BurnAlert> alerts,
        SpecField field
    )
    {
        foreach (BurnAlert alert in alerts.Where(alert => slice?.Length > alert.Long.Length))
        {
            field.Refuse(
                $"{PromDuration.Format(slice!.Length)} is longer than the {alert.Long.Name} that the tier {Found.Quote(alert.Tier ?? "")} of the policy looks back: "
                    + $"no slice is whole within it; use slices of at most {alert.Long.Name}, or a policy that looks back further"
            );
        }
    }
}
