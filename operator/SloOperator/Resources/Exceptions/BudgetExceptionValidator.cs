namespace SloOperator.Resources.Exceptions;

/// <summary>Every problem of a BudgetException that can be told without its TeamSLO.</summary>
internal static class BudgetExceptionValidator
{
    public static IReadOnlyList<Problem> Validate(BudgetException exception) =>
        BudgetExceptionMapper.Map(exception).Problems;
}
