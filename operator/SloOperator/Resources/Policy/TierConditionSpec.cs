namespace SloOperator.Resources.Policy;

/// <summary>Exactly one of the first three.</summary>
internal sealed record TierConditionSpec
{
    /// <summary>A ratio of the whole budget, as a decimal.</summary>
    public string? BudgetRemainingBelow { get; init; }

    public BurnRateSpec? BurnRate { get; init; }

    /// <summary>Warn or OverLimit.</summary>
    public string? PageLoad { get; init; }

    /// <summary>A Prometheus duration; null: at once.</summary>
    public string? For { get; init; }
}
