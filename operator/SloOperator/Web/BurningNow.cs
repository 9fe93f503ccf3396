using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Resources;

namespace SloOperator.Web;

/// <summary>Whether a TeamSLO burns so fast that a version that was just shipped should go back. Pure.</summary>
internal static class BurningNow
{
    /// <summary>One sentence; null: it does not, or nobody knows.</summary>
    public static string? Of(TeamSloStatus? status, DateTimeOffset now)
    {
        if (status?.Gate?.ValidUntil is not { } validUntil || validUntil <= now)
        {
            return null;
        }

        return (status.Objectives ?? [])
            .Where(objective => objective.Verdict == nameof(Verdict.Measured))
            .Where(objective =>
                IsAbove(objective.Burn?.FiveMinutes) && IsAbove(objective.Burn?.OneHour)
            )
            .Select(objective =>
                $"{objective.Name} burns its budget {objective.Burn!.FiveMinutes} times as fast as it may over 5 minutes, and {objective.Burn.OneHour} times over an hour"
            )
            .FirstOrDefault();
    }

    /// <summary>In both windows of the fast tier: it matters, and it still goes on.</summary>
    private static bool IsAbove(string? rate) =>
        decimal.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal burn)
        && burn > BurnTier.FastBurn.Above;
}
