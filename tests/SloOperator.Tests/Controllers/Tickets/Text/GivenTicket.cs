using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;

namespace SloOperator.Tests.Controllers.Tickets.Text;

/// <summary>Facts of tickets, with figures that can be checked by hand.</summary>
internal static class GivenTicket
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly Objective Availability = new("availability", new Target(99.9m));

    // 6,570,210 events allow 6,570.21 bad ones; 4,519 were, which leaves 31.2 %.
    public static readonly BudgetFigures Low = new()
    {
        EvaluatedAt = Noon,
        Sli = 0.999312m,
        Remaining = 0.3122m,
        RemainingRaw = 0.221m,
        BadEvents = 4519m,
        TotalEvents = 6_570_210m,
        BadAllowed = 6570.21m,
        BadLeft = 2051.21m,
        MinutesLeft = 12.6m,
        Burn =
        [
            new BurnRate(BurnWindow.FiveMinutes, 0.8m),
            new BurnRate(BurnWindow.OneHour, 1.1m),
            new BurnRate(BurnWindow.SixHours, 1.4m),
            new BurnRate(BurnWindow.All[^1], 1.04m),
        ],
        ExhaustionAt = new(2026, 11, 29, 3, 10, 0, TimeSpan.Zero),
        Coverage = 0.998m,
        MeasuredSince = Noon.AddDays(-28),
        IsShortOfHistory = false,
    };

    public static readonly BudgetFigures Overspent = Low with
    {
        Remaining = -0.1234m,
        RemainingRaw = -0.3m,
        BadLeft = 0m,
        MinutesLeft = 0m,
        ExhaustionAt = null,
        Excluded = TimeSpan.FromMinutes(60),
        Returned = new Dictionary<string, decimal> { ["maintenance-1"] = 0.1766m },
    };

    public static readonly LoadFigures Pages = new()
    {
        Window = new TimeRange(Noon.AddDays(-21), Noon),
        Coverage = 0.98m,
        ByHours = new HoursCounts(20, 12, 9, 0),
        Upper = 44,
        Metrics = Enum.GetValues<LoadMetric>()
            .ToDictionary(
                metric => metric,
                metric => metric is LoadMetric.IncidentsPer12h ? 2.5m : (decimal?)null
            ),
        TopRepeats = [new RepeatedKey("HighLatency/api", 9, 4)],
        Trend = new LoadTrend(0.71m, 38m),
        Current = null,
        Members = 4,
        LongestShift = TimeSpan.FromDays(7),
    };

    public static TicketSubject Slo(BudgetFigures? figures, Verdict verdict = Verdict.Measured) =>
        new()
        {
            Kind = "TeamSLO",
            Owner = new("payments", "checkout"),
            Team = "payments",
            Name = "checkout-api",
            Policy = BudgetPolicy.Default,
            Budget = new BudgetSubject(
                new Assessment(Availability, verdict, null, figures),
                new RollingWindow(TimeSpan.FromDays(28)),
                "(sum(increase(errors[28d])) or vector(0))\n  / sum(increase(requests[28d]))",
                [
                    new ContributingEpisode(Noon.AddHours(-50), Noon.AddHours(-49), 0.41m),
                    new ContributingEpisode(Noon.AddHours(-2), Noon.AddMinutes(-5), 0.3m),
                ]
            ),
            Gate = new GateVerdict
            {
                Decision = GateDecision.Deny,
                Enforced = GateDecision.Deny,
                IsAllowed = false,
                Reason = "BudgetExhausted",
                Message = "availability has overspent its budget by 12.4 %.",
                Since = Noon.AddMinutes(-30),
                NextRelief = Noon.AddDays(3),
            },
            Dashboard = "https://grafana.test/d/slo?var-slo=payments/checkout",
        };

    public static TicketSubject Rotation() =>
        new()
        {
            Kind = "OnCallPolicy",
            Owner = new("payments", "payments-primary"),
            Team = "payments",
            Name = "payments-primary",
            Policy = BudgetPolicy.Default,
            Load = new LoadSubject(
                new LoadAssessment(
                    LoadVerdict.Measured,
                    Pages,
                    Enum.GetValues<LoadMetric>()
                        .ToDictionary(metric => metric, _ => LoadLevel.OverLimit),
                    null
                ),
                new LoadThresholds(new Dictionary<LoadMetric, LoadThreshold>())
            ),
        };

    public static TicketIntent Intent(TicketCause cause, string? template = null) =>
        new(
            cause,
            cause is TicketCause.PageLoad ? null : "availability",
            Standing.Raised,
            TicketPriority.P1,
            template,
            "The reason of the decision.",
            Noon.AddMinutes(-30)
        );
}
