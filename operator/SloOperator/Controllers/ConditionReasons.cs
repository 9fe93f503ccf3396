namespace SloOperator.Controllers;

/// <summary>Every reason a condition can have; the README lists them by these names.</summary>
internal static class ConditionReasons
{
    // Ready
    public const string Evaluated = "Evaluated";
    public const string InvalidSpec = "InvalidSpec";

    // DataFresh
    public const string AllMeasured = "AllMeasured";
    public const string ShortHistory = "ShortHistory";
    public const string MetricAbsent = "MetricAbsent";
    public const string Stale = "Stale";
    public const string Inconsistent = "Inconsistent";

    // BudgetHealthy
    public const string WithinBudget = "WithinBudget";
    public const string NoTraffic = "NoTraffic";
    public const string BudgetExhausted = "BudgetExhausted";
    public const string BudgetUnknown = "BudgetUnknown";
    public const string TooFewEvents = "TooFewEvents";

    // Reachable
    public const string Answers = "Answers";
    public const string Unreachable = "Unreachable";
}
