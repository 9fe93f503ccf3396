using FsCheck;
using FsCheck.Fluent;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tests.Policy;
using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>Random policies that make sense, and random courses of two objectives and a load.</summary>
internal static class PolicyCases
{
    /// <summary>Around every level that the policies name, and at it.</summary>
    private static readonly Gen<decimal> Remaining = Gen.Elements(
        -1m,
        -0.01m,
        0m,
        0.01m,
        0.05m,
        0.1m,
        0.24m,
        0.25m,
        0.3m,
        0.35m,
        0.5m,
        1m
    );

    private static readonly Gen<TimeSpan> Hold = Gen.Elements(
        TimeSpan.Zero,
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30)
    );

    public static Gen<BudgetPolicy> Policy =>
        from hold in Hold
        from others in Hold
        from unknown in Gen.Elements(GateDecision.Allow, GateDecision.Warn, GateDecision.Deny)
        from enforcement in Gen.Elements(Enum.GetValues<Enforcement>())
        from count in Gen.Choose(1, 5)
        from chosen in Gen.Shuffle(
            PolicyStory.Exhausted with
            {
                For = hold,
            },
            PolicyStory.Burning with
            {
                For = others,
            },
            PolicyStory.Low with
            {
                For = others,
            },
            PolicyStory.SlowBurn,
            PolicyStory.PageLoad with
            {
                For = hold,
            }
        )
        let tiers = chosen.Take(count).OrderByDescending(tier => tier.Gate).ToArray()
        select PolicyStory.PolicyOf(tiers) with
        {
            OnUnknown = unknown,
            Enforcement = enforcement,
            NoData = new NoDataRule(TimeSpan.FromHours(1), new TicketRequest(TicketPriority.P3)),
        };

    public static Gen<List<PolicyStep>> Course =>
        from length in Gen.Choose(1, 30)
        from steps in Gen.ListOf(Step, length)
        select steps.ToList();

    private static Gen<PolicyStep> Step =>
        from minutes in Gen.Choose(1, 20)
        from availability in Objective
        from latency in Objective
        from level in Gen.Elements(Enum.GetValues<LoadLevel>())
        from isNewEvaluation in Gen.Elements(true, false)
        select new PolicyStep(minutes, (availability, latency), level, isNewEvaluation);

    private static Gen<(decimal Remaining, decimal Burn, Verdict Verdict)> Objective =>
        from remaining in Remaining
        from burn in Gen.Elements(0m, 1m, 1.5m, 14.4m, 20m)
        from verdict in Gen.Frequency(
            (4, Gen.Constant(Verdict.Measured)),
            (1, Gen.Elements(Enum.GetValues<Verdict>()))
        )
        select (remaining, burn, verdict);
}
