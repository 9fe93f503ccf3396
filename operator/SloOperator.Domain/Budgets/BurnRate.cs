namespace SloOperator.Domain.Budgets;

/// <summary>How fast the budget went over a window.</summary>
/// <param name="Window">The look-back.</param>
/// <param name="Rate">1 spends the budget in exactly one budget window; 0 without traffic; at most 1 / allowed ratio.</param>
public sealed record BurnRate(BurnWindow Window, decimal Rate);
