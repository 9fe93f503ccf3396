using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Alerts;

/// <summary>A burn over two windows at once that somebody is told of.</summary>
/// <param name="Severity">Who.</param>
/// <param name="Short">Says that it still burns.</param>
/// <param name="Long">Says that it matters.</param>
/// <param name="Above">Burn rate: 1 spends the budget in exactly one window.</param>
/// <param name="Tier">Of the policy that asks for it; null: it is one of those that every budget has.</param>
public sealed record BurnAlert(
    AlertSeverity Severity,
    BurnWindow Short,
    BurnWindow Long,
    decimal Above,
    string? Tier
)
{
    /// <summary>False when even a total outage burns no faster than this: above · allowed ≥ 1.</summary>
    public bool IsReachable(Target target) => ThresholdFor(target) < 1m;

    /// <summary>The error ratio that both windows must exceed.</summary>
    public decimal ThresholdFor(Target target) => Above * target.AllowedRatio;

    /// <summary>The share of a budget of this length that such a burn spends within the long window.</summary>
    public decimal ShareOf(TimeSpan budgetWindow) => Above * Long.Length.Ticks / budgetWindow.Ticks;
}
