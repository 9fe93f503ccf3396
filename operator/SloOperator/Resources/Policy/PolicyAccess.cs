using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

/// <summary>The policy that a spec names.</summary>
internal static class PolicyAccess
{
    /// <summary>Null, with the problems recorded, when there is no such policy or it cannot be used.</summary>
    /// <param name="policies">Where policies are looked for.</param>
    /// <param name="written">Null is "default", which is built in unless there is an object of that name.</param>
    /// <param name="field">Where its name is written.</param>
    public static BudgetPolicy? Find(PolicyLookup policies, string? written, SpecField field) =>
        field.ReadObjectName(written ?? BudgetPolicy.Default.Name) is { } name
            ? Open(policies(name), name, field)
            : null;

    private static BudgetPolicy? Open(
        Decoded<ErrorBudgetPolicy>? found,
        string name,
        SpecField field
    )
    {
        if (found is null)
        {
            return name == BudgetPolicy.Default.Name ? BudgetPolicy.Default : Missing(name, field);
        }

        if (found.Value is not { } policy)
        {
            field.Refuse(
                $"the ErrorBudgetPolicy {Found.Quote(name)} cannot be decoded; ask the platform team to correct it"
            );
            return null;
        }

        ErrorBudgetPolicyMapping mapping = ErrorBudgetPolicyMapper.Map(policy);
        foreach (Problem problem in mapping.Problems)
        {
            field.Refuse(
                $"the ErrorBudgetPolicy {Found.Quote(name)} cannot be used until the platform team corrects {problem}"
            );
        }

        return mapping.Policy;
    }

    private static BudgetPolicy? Missing(string name, SpecField field)
    {
        field.Refuse(
            $"no ErrorBudgetPolicy {Found.Quote(name)} is there; write the name of one that is, or leave it out for the built-in policy"
        );
        return null;
    }
}
