using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.Policy;

namespace SloOperator.Resources.Policy;

/// <summary>A usable policy, or every problem that keeps it from being so; never both.</summary>
internal sealed record ErrorBudgetPolicyMapping(
    BudgetPolicy? Policy,
    IReadOnlyList<Problem> Problems
)
{
    [MemberNotNullWhen(true, nameof(Policy))]
    public bool IsUsable => Policy is not null;
}
