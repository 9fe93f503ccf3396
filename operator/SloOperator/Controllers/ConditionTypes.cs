namespace SloOperator.Controllers;

/// <summary>The conditions the operator writes.</summary>
internal static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string DataFresh = "DataFresh";
    public const string BudgetHealthy = "BudgetHealthy";
    public const string Reachable = "Reachable";
}
