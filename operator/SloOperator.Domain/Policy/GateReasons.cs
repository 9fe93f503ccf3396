namespace SloOperator.Domain.Policy;

/// <summary>Why a gate is as it is: constants that pipelines and conditions may rely on.</summary>
public static class GateReasons
{
    public const string BudgetExhausted = "BudgetExhausted";
    public const string BudgetLow = "BudgetLow";
    public const string Burning = "Burning";
    public const string PageLoad = "PageLoad";

    /// <summary>An objective cannot be judged: the data are stale, partial or missing.</summary>
    public const string BudgetUnknown = "BudgetUnknown";

    /// <summary>The load that stood against a change cannot be judged any more.</summary>
    public const string LoadUnknown = "LoadUnknown";

    public const string TooFewEvents = "TooFewEvents";

    /// <summary>The last decision is too old to be believed.</summary>
    public const string Outdated = "Outdated";

    /// <summary>Nothing was decided yet.</summary>
    public const string NotEvaluated = "NotEvaluated";

    public const string WithinBudget = "WithinBudget";

    /// <summary>It would be closed, but for an exception.</summary>
    public const string GateOverride = "GateOverride";

    /// <summary>It is closed, but not for changes of this class.</summary>
    public const string AllowedChange = "AllowedChange";

    internal static string Of(TierCondition condition) =>
        condition switch
        {
            TierCondition.BudgetBelow { Remaining: <= 0 } => BudgetExhausted,
            TierCondition.BudgetBelow => BudgetLow,
            TierCondition.Burning => Burning,
            _ => PageLoad,
        };
}
