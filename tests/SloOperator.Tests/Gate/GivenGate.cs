using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Tests.Gate;

/// <summary>TeamSLOs with a decision in their status, at noon of a day.</summary>
internal static class GivenGate
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly ResourceName Checkout = new("payments", "checkout");

    public static GateStatus Open { get; } =
        new()
        {
            Decision = "Allow",
            Enforced = "Allow",
            Allowed = true,
            Reason = "WithinBudget",
            Message = "No tier of policy default stands against a change.",
            Since = Noon.AddHours(-2),
            ValidUntil = Noon.AddMinutes(15),
            Policy = "default",
            Enforcement = "Enforce",
            OnUnknown = "Warn",
            AllowChanges = ["rollback", "security"],
        };

    public static GateStatus Closed { get; } =
        Open with
        {
            Decision = "Deny",
            Enforced = "Deny",
            Allowed = false,
            Reason = "BudgetExhausted",
            Message = "availability has overspent its budget.",
            NextRelief = Noon.AddHours(5),
            Objective = "availability",
            Tier = "exhausted",
            ClosedBy = ["availability"],
        };

    /// <param name="gate">Null: nothing was decided.</param>
    /// <param name="name">Null: checkout of payments.</param>
    public static TeamSlo Slo(GateStatus? gate, ResourceName? name = null) =>
        new()
        {
            ApiVersion = "slo-operator.dev/v1alpha1",
            Kind = "TeamSLO",
            Metadata = new ObjectMeta
            {
                Name = (name ?? Checkout).Name,
                Namespace = (name ?? Checkout).Namespace,
                Uid = $"uid-{name ?? Checkout}",
            },
            Spec = new() { Team = "shop", Criticality = "high" },
            Status = gate is null
                ? null
                : new()
                {
                    EvaluatedAt = Noon,
                    Gate = gate,
                    Objectives =
                    [
                        new()
                        {
                            Name = "availability",
                            Verdict = "Measured",
                            Target = "99.9",
                            BudgetRemaining = "-0.6667",
                            MinutesLeft = "0",
                        },
                    ],
                    Tickets =
                    [
                        new()
                        {
                            Name = "checkout-1",
                            Cause = "BudgetExhausted",
                            Phase = "Open",
                            Url = "https://tracker.example/T-1",
                        },
                    ],
                },
        };
}
