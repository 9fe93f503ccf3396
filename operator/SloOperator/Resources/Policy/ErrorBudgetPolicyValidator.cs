namespace SloOperator.Resources.Policy;

/// <summary>Every problem of an ErrorBudgetPolicy.</summary>
internal static class ErrorBudgetPolicyValidator
{
    public static IReadOnlyList<Problem> Validate(ErrorBudgetPolicy policy) =>
        ErrorBudgetPolicyMapper.Map(policy).Problems;
}
