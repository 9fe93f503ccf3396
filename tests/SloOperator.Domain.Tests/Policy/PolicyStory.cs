using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Policy;

/// <summary>Decisions one after the other, each handed what the one before left behind. Minutes count from <see cref="Noon"/>.</summary>
internal sealed class PolicyStory(BudgetPolicy policy)
{
    public static readonly PolicyTier Exhausted = new(
        "exhausted",
        new TierCondition.BudgetBelow(0m),
        TimeSpan.Zero,
        0.05m,
        GateDecision.Deny,
        new TicketRequest(TicketPriority.P1)
    );

    public static readonly PolicyTier Burning = new(
        "burning",
        new TierCondition.Burning(BurnWindow.FiveMinutes, BurnWindow.OneHour, 14.4m),
        TimeSpan.Zero,
        null,
        GateDecision.Deny,
        null
    );

    public static readonly PolicyTier Low = new(
        "low",
        new TierCondition.BudgetBelow(0.25m),
        TimeSpan.Zero,
        0.35m,
        GateDecision.Warn,
        new TicketRequest(TicketPriority.P2)
    );

    public static readonly PolicyTier SlowBurn = new(
        "slow-burn",
        new TierCondition.Burning(BurnWindow.SixHours, BurnWindow.All[^1], 1m),
        TimeSpan.Zero,
        null,
        GateDecision.Warn,
        new TicketRequest(TicketPriority.P3)
    );

    public static readonly PolicyTier PageLoad = new(
        "page-load",
        new TierCondition.PageLoad(LoadLevel.OverLimit),
        TimeSpan.Zero,
        null,
        GateDecision.Warn,
        new TicketRequest(TicketPriority.P2)
    );

    /// <summary>For assessments that were made without one.</summary>
    private static readonly Reading Nothing = new(Ledger());

    /// <summary>Enforced, with <c>onUnknown: Warn</c> and no rules but its tiers.</summary>
    public static BudgetPolicy PolicyOf(params PolicyTier[] tiers) =>
        BudgetPolicy.Default with
        {
            Name = "tier-1",
            Tiers = tiers,
            SingleIncident = null,
            NoData = null,
        };

    public static PolicyStory Of(params PolicyTier[] tiers) => new(PolicyOf(tiers));

    public BudgetPolicy Policy { get; set; } = policy;

    public BudgetWindow Window { get; set; } = FourWeeks;

    public LoadFact? Load { get; set; }

    public IReadOnlyList<OverrideFact> Overrides { get; set; } = [];

    public PolicyState State { get; set; } = PolicyState.Empty;

    public PolicyDecision Decide(int minute, params Assessment[] objectives) =>
        Decide(
            Noon + Minutes(minute),
            [.. objectives.Select(one => new ObjectiveFacts(one, Nothing, []))]
        );

    public PolicyDecision Decide(DateTimeOffset now, params ObjectiveFacts[] objectives)
    {
        PolicyDecision decision = PolicyDecider.Decide(
            new PolicyFacts
            {
                Policy = Policy,
                Window = Window,
                Objectives = objectives,
                Load = Load,
                Overrides = Overrides,
                Previous = State,
                Now = now,
            }
        );
        State = decision.State;
        return decision;
    }

    public GateVerdict Gate(int minute, params Assessment[] objectives) =>
        Decide(minute, objectives).Gate;

    /// <summary>Only what a status keeps: whole seconds, and no texts.</summary>
    public void Restart() => State = Restored(State);

    public static PolicyState Restored(PolicyState state) =>
        new(
            [
                .. state.Tiers.Select(tier =>
                    tier with
                    {
                        Since = WholeSecond(tier.Since),
                        SeenAt = tier.SeenAt is { } seen ? WholeSecond(seen) : null,
                    }
                ),
            ],
            state.Gate is not { } gate
                ? null
                : gate with
                {
                    Since = WholeSecond(gate.Since),
                    Message = "",
                    NextRelief = null,
                    ClosedBy = [],
                    DetailWanted = [],
                }
        );

    /// <summary>Measured, with so much of the budget left and nothing burning.</summary>
    public static Assessment Left(decimal remaining, string name = "availability") =>
        new(Promise("99.9") with { Name = name }, Verdict.Measured, null, Figures(remaining));

    /// <summary>The whole budget is left, but it burns.</summary>
    public static Assessment Burns(
        decimal fiveMinutes,
        decimal hour,
        string name = "availability"
    ) => BurnsOver(name, (BurnWindow.FiveMinutes, fiveMinutes), (BurnWindow.OneHour, hour));

    public static Assessment BurnsOver(
        string name,
        params (BurnWindow Window, decimal Rate)[] rates
    ) =>
        Left(1m, name) with
        {
            Figures = Figures(1m) with
            {
                Burn =
                [
                    .. BurnWindow.All.Select(window => new BurnRate(
                        window,
                        rates.FirstOrDefault(rate => rate.Window == window).Rate
                    )),
                ],
            },
        };

    /// <summary>Not judged now, with the figures of when it last was.</summary>
    public static Assessment Lacking(
        Verdict verdict,
        decimal remaining = 1m,
        string name = "availability"
    ) => Left(remaining, name) with { Verdict = verdict, Message = "why" };

    private static BudgetFigures Figures(decimal remaining) =>
        new()
        {
            EvaluatedAt = Noon,
            Sli = null,
            Remaining = remaining,
            RemainingRaw = remaining,
            BadEvents = 100 * (1 - remaining),
            TotalEvents = 100_000,
            BadAllowed = 100,
            BadLeft = Math.Max(0, 100 * remaining),
            MinutesLeft = null,
            Burn = [.. BurnWindow.All.Select(window => new BurnRate(window, 0))],
            ExhaustionAt = null,
            Coverage = 1,
            MeasuredSince = Noon - Days(28),
            IsShortOfHistory = false,
        };

    private static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
