using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

/// <summary>Stands for whatever policy is named but not at hand: it is there, and asks nothing of an objective.</summary>
internal static class AnyPolicy
{
    private static readonly Decoded<ErrorBudgetPolicy> StandIn =
        Decoded<ErrorBudgetPolicy>.FromValue(
            new ErrorBudgetPolicy
            {
                Metadata = new ObjectMeta { Name = "any" },
                Spec = new ErrorBudgetPolicySpec
                {
                    Tiers =
                    [
                        new TierSpec
                        {
                            Name = "any",
                            When = new TierConditionSpec { PageLoad = "OverLimit" },
                            Gate = "Warn",
                        },
                    ],
                },
            }
        );

    /// <summary>The built-in policy needs no object, so nothing stands in for it.</summary>
    public static PolicyLookup Behind(PolicyLookup policies) =>
        name => policies(name) ?? (name == BudgetPolicy.Default.Name ? null : StandIn);
}
