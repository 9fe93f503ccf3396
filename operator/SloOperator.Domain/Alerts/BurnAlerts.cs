using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;

namespace SloOperator.Domain.Alerts;

/// <summary>Which burns of a budget are told of: those its policy asks for, and the shares of the SRE workbook (ch. 5, "Alerting on SLOs") for the windows it says nothing of.</summary>
public static class BurnAlerts
{
    /// <summary>Shares give rates such as 2.108333…; no rate needs more digits than an error ratio has.</summary>
    private const int Decimals = 6;

    /// <summary>A burn of 1 or less keeps the promise, however little of a short window's budget it spends.</summary>
    private const decimal SlowestBurn = 1m;

    /// <summary>What takes longer to show can wait for the morning.</summary>
    private static readonly TimeSpan LongestPage = BurnWindow.SixHours.Length;

    private static readonly BurnWindow HalfHour = Named("30m");
    private static readonly BurnWindow TwoHours = Named("2h");
    private static readonly BurnWindow ThreeDays = Named("3d");

    /// <summary>Shortest long window first.</summary>
    /// <param name="policy">Its burn rates are taken as written; those of the built-in policy stand for shares of 30 days, and follow the window.</param>
    /// <param name="budgetWindow">The length of the budget: 2 % of it in an hour is a burn rate of 13.44 for 28 days, and of 3.36 for 7.</param>
    public static IReadOnlyList<BurnAlert> For(BudgetPolicy policy, TimeSpan budgetWindow)
    {
        BurnAlert[] asked = ReferenceEquals(policy, BudgetPolicy.Default) ? [] : Of(policy);
        return
        [
            .. asked
                .Concat(Shares(budgetWindow).Where(share => !asked.Any(share.HasWindowsOf)))
                .OrderBy(alert => alert.Long.Length)
                .ThenBy(alert => alert.Short.Length),
        ];
    }

    private static bool HasWindowsOf(this BurnAlert alert, BurnAlert other) =>
        (alert.Short, alert.Long) == (other.Short, other.Long);

    private static BurnAlert[] Of(BudgetPolicy policy) =>
        [
            .. from tier in policy.Tiers
            let burning = tier.When as TierCondition.Burning
            where burning is not null
            select new BurnAlert(
                burning.Long.Length <= LongestPage ? AlertSeverity.Page : AlertSeverity.Ticket,
                burning.Short,
                burning.Long,
                burning.Above,
                tier.Name
            ),
        ];

    private static BurnAlert[] Shares(TimeSpan budgetWindow)
    {
        (BurnWindow Short, BurnWindow Long) slow = SlowWindows(budgetWindow);
        return
        [
            Share(AlertSeverity.Page, 0.02m, (BurnWindow.FiveMinutes, BurnWindow.OneHour)),
            Share(AlertSeverity.Page, 0.05m, (HalfHour, BurnWindow.SixHours)),
            Share(AlertSeverity.Ticket, 0.10m, slow),
        ];

        BurnAlert Share(
            AlertSeverity severity,
            decimal share,
            (BurnWindow Short, BurnWindow Long) windows
        ) =>
            new(
                severity,
                windows.Short,
                windows.Long,
                RateOf(share, windows.Long.Length, budgetWindow),
                Tier: null
            );
    }

    /// <summary>What is seen over a whole window is seen when its budget is gone.</summary>
    private static (BurnWindow Short, BurnWindow Long) SlowWindows(TimeSpan budgetWindow) =>
        budgetWindow > ThreeDays.Length ? (BurnWindow.SixHours, ThreeDays)
        : budgetWindow > BurnWindow.OneDay.Length ? (TwoHours, BurnWindow.OneDay)
        : (TwoHours, BurnWindow.SixHours);

    private static decimal RateOf(decimal share, TimeSpan within, TimeSpan budgetWindow) =>
        Math.Max(SlowestBurn, decimal.Round(share * budgetWindow.Ticks / within.Ticks, Decimals));

    private static BurnWindow Named(string name) =>
        BurnWindow.All.Single(window => window.Name == name);
}
