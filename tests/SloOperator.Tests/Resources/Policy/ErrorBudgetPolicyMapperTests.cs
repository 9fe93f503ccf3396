using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Policy;

namespace SloOperator.Tests.Resources.Policy;

public sealed class ErrorBudgetPolicyMapperTests
{
    private const string Low =
        "tiers: [{name: low, when: {budgetRemainingBelow: '0.25', for: 30m}, gate: Warn}]";

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        BudgetPolicy policy = Map(Low);

        policy.Name.ShouldBe("tier-1");
        policy.Enforcement.ShouldBe(Enforcement.Enforce);
        policy.SingleIncident.ShouldBeNull();
        policy.NoData.ShouldBeNull();
        policy.AllowedChanges.ShouldBe(["rollback", "security", "p0"]);
        policy.OnUnknown.ShouldBe(GateDecision.Warn);
        policy.Tickets.ShouldBe(new TicketTerms());
        (
            policy.Exceptions.MaxDuration,
            policy.Exceptions.ApproverGroups.Count,
            policy.Exceptions.ApproverMayBeRequester
        ).ShouldBe((TimeSpan.FromDays(30), 0, false));
    }

    [Fact]
    public void Tiers_arrive_in_their_order()
    {
        IReadOnlyList<PolicyTier> tiers = Map(
            """
            tiers:
            - {name: exhausted, when: {budgetRemainingBelow: "0", for: 5m}, clearAbove: "0.05", gate: Deny, ticket: {priority: P1}}
            - {name: slow-burn, when: {burnRate: {short: 6h, long: 3d, above: "1"}}, gate: Warn}
            - {name: page-load, when: {pageLoad: OverLimit}, ticket: {priority: P2, template: post-incident-review}}
            """
        ).Tiers;

        tiers.ShouldBe([
            new PolicyTier(
                "exhausted",
                new TierCondition.BudgetBelow(0m),
                TimeSpan.FromMinutes(5),
                0.05m,
                GateDecision.Deny,
                new TicketRequest(TicketPriority.P1)
            ),
            new PolicyTier(
                "slow-burn",
                new TierCondition.Burning(
                    BurnWindow.SixHours,
                    new BurnWindow("3d", TimeSpan.FromDays(3)),
                    1m
                ),
                TimeSpan.Zero,
                null,
                GateDecision.Warn,
                null
            ),
            new PolicyTier(
                "page-load",
                new TierCondition.PageLoad(LoadLevel.OverLimit),
                TimeSpan.Zero,
                null,
                null,
                new TicketRequest(TicketPriority.P2, "post-incident-review")
            ),
        ]);
    }

    [Fact]
    public void Rules_and_terms_arrive()
    {
        BudgetPolicy policy = Map(
            $"""
            {Low}
            enforcement: Observe
            singleIncident: {"{"}above: "0.20", ticket: {"{"}priority: P1{"}}"}
            noData: {"{"}for: 1h, ticket: {"{"}priority: P4{"}}"}
            allowChanges: [hotfix]
            onUnknown: Deny
            tickets: {"{"}sink: jira, reopenWithin: 1d, recoveryHold: 0s, onRecovery: Close, commentEvery: 1h, maxOpenPerTeam: 9{"}"}
            exceptions: {"{"}maxDuration: 7d, approverGroups: [sre-leads], approverMayBeRequester: true{"}"}
            """
        );

        policy.Enforcement.ShouldBe(Enforcement.Observe);
        policy.SingleIncident.ShouldBe(
            new SingleIncidentRule(0.2m, new TicketRequest(TicketPriority.P1))
        );
        policy.NoData.ShouldBe(
            new NoDataRule(TimeSpan.FromHours(1), new TicketRequest(TicketPriority.P4))
        );
        policy.AllowedChanges.ShouldBe(["hotfix"]);
        policy.OnUnknown.ShouldBe(GateDecision.Deny);
        policy.Tickets.ShouldBe(
            new TicketTerms
            {
                Sink = "jira",
                ReopenWithin = TimeSpan.FromDays(1),
                RecoveryHold = TimeSpan.Zero,
                OnRecovery = RecoveryAction.Close,
                CommentEvery = TimeSpan.FromHours(1),
                MaxOpenPerTeam = 9,
            }
        );
        policy.Exceptions.MaxDuration.ShouldBe(TimeSpan.FromDays(7));
        policy.Exceptions.ApproverGroups.ShouldBe(["sre-leads"]);
        policy.Exceptions.ApproverMayBeRequester.ShouldBeTrue();
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        ErrorBudgetPolicy policy = Written.BudgetPolicy(
            """
            enforcement: Always
            tiers:
            - {name: Low, when: {budgetRemainingBelow: "1.5", burnRate: {short: 1m, long: 1h, above: "0x"}}, clearAbove: "2", gate: Allow}
            - {when: {for: 1s}, ticket: {priority: P5, template: poem}}
            singleIncident: {}
            noData: {for: 1m}
            allowChanges: [a, a, "B"]
            onUnknown: Unknown
            tickets: {sink: A, reopenWithin: 1y, recoveryHold: x, onRecovery: Reopen, commentEvery: 1s, maxOpenPerTeam: 0}
            exceptions: {maxDuration: 2y, approverGroups: ["a b"]}
            """
        );

        ErrorBudgetPolicyValidator
            .Validate(policy)
            .Select(problem => problem.Path)
            .ShouldBe(
                [
                    "spec.enforcement",
                    "spec.tiers[0].name",
                    "spec.tiers[0].when.budgetRemainingBelow",
                    "spec.tiers[0].when.burnRate.short",
                    "spec.tiers[0].when.burnRate.above",
                    "spec.tiers[0].when",
                    "spec.tiers[0].clearAbove",
                    "spec.tiers[0].gate",
                    "spec.tiers[1].name",
                    "spec.tiers[1].when",
                    "spec.tiers[1].when.for",
                    "spec.tiers[1].ticket.priority",
                    "spec.tiers[1].ticket.template",
                    "spec.singleIncident.above",
                    "spec.singleIncident.ticket",
                    "spec.noData.for",
                    "spec.noData.ticket",
                    "spec.allowChanges[1]",
                    "spec.allowChanges[2]",
                    "spec.onUnknown",
                    "spec.tickets.sink",
                    "spec.tickets.reopenWithin",
                    "spec.tickets.recoveryHold",
                    "spec.tickets.onRecovery",
                    "spec.tickets.commentEvery",
                    "spec.tickets.maxOpenPerTeam",
                    "spec.exceptions.maxDuration",
                    "spec.exceptions.approverGroups[0]",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_tier_without_hysteresis_is_refused_and_told_what_to_write() =>
        Problems("tiers: [{name: low, when: {budgetRemainingBelow: '0.25'}, gate: Warn}]")
            .ShouldBe([
                "spec.tiers[0].clearAbove: has no hysteresis; set clearAbove above budgetRemainingBelow, or when.for",
            ]);

    [Fact]
    public void Tiers_out_of_order_are_refused_and_told_which_comes_first() =>
        Problems(
                """
                tiers:
                - {name: low, when: {budgetRemainingBelow: "0.25", for: 5m}, gate: Warn}
                - {name: exhausted, when: {budgetRemainingBelow: "0", for: 5m}, gate: Deny}
                """
            )
            .ShouldContain(problem =>
                problem.StartsWith("spec.tiers[1].when: never decides: low comes first")
                && problem.EndsWith("move this tier before it")
            );

    [Fact]
    public void What_is_wrong_between_fields_is_told_beside_what_is_wrong_in_one() =>
        Problems(
            "enforcement: Never\ntiers: [{name: low, when: {budgetRemainingBelow: '0.25'}, gate: Warn}]"
        )
            .Length.ShouldBe(2);

    [Fact]
    public void A_missing_spec_is_one_problem() =>
        ErrorBudgetPolicyValidator
            .Validate(new ErrorBudgetPolicy())
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("spec: is missing; write at least tiers");

    [Fact]
    public void A_policy_without_tiers_is_refused() =>
        Problems("tiers: []").ShouldBe(["spec.tiers: is empty; write 1 to 20 tiers"]);

    [Fact]
    public void The_built_in_policy_makes_sense() =>
        PolicySense.Find(BudgetPolicy.Default).ShouldBeEmpty();

    private static BudgetPolicy Map(string spec) =>
        ErrorBudgetPolicyMapper.Map(Written.BudgetPolicy(spec)).Policy.ShouldNotBeNull();

    private static string[] Problems(string spec) =>
        [
            .. ErrorBudgetPolicyValidator
                .Validate(Written.BudgetPolicy(spec))
                .Select(problem => problem.ToString()),
        ];
}
