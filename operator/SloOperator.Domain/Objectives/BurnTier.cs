namespace SloOperator.Domain.Objectives;

/// <summary>Burning faster than <paramref name="Above"/> over both windows at once.</summary>
/// <param name="Short">Says that it still burns.</param>
/// <param name="Long">Says that it matters.</param>
/// <param name="Above">Burn rate: 1 spends the budget in exactly one window.</param>
public sealed record BurnTier(TimeSpan Short, TimeSpan Long, decimal Above)
{
    /// <summary>The fast-burn tier of the SRE workbook (ch. 5, "Alerting on SLOs"): 2 % of a 30-day budget in one hour.</summary>
    public static readonly BurnTier FastBurn = new(
        TimeSpan.FromMinutes(5),
        TimeSpan.FromHours(1),
        14.4m
    );

    /// <summary>The tiers of the built-in policy <c>default</c>.</summary>
    public static readonly IReadOnlyList<BurnTier> BuiltIn = [FastBurn];

    /// <summary>False when even a total outage burns no faster than this tier asks: above · allowed ≥ 1.</summary>
    public bool IsReachable(Target target) => Above * target.AllowedRatio < 1m;
}
