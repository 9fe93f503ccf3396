using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Tests.Resources.OnCall;

namespace SloOperator.Tests.Resources.Policy;

/// <summary>What those who name a policy are told of it.</summary>
public sealed class PolicyAccessTests
{
    private static readonly EndpointLookup Endpoints = OnCallPolicyMapperTests.Lookup(
        "url: http://p"
    );

    [Fact]
    public void Without_a_name_and_an_object_the_built_in_policy_decides() =>
        Map(_ => null).Objectives.ShouldNotBeNull().Policy.ShouldBeSameAs(BudgetPolicy.Default);

    [Fact]
    public void An_object_named_default_goes_before_the_built_in_policy() =>
        Map(Given("default", "enforcement: Observe\n" + Tier))
            .Objectives.ShouldNotBeNull()
            .Policy.Enforcement.ShouldBe(Enforcement.Observe);

    [Fact]
    public void A_policy_that_is_missing_is_told_where_it_is_named() =>
        Problem(Map(_ => null, "policy: tier-2"))
            .ShouldBe(
                "spec.policy: no ErrorBudgetPolicy \"tier-2\" is there; write the name of one that is, or leave it out for the built-in policy"
            );

    [Fact]
    public void A_policy_that_cannot_be_used_is_told_with_its_own_problems() =>
        Problem(Map(Given("tier-2", "tiers: []"), "policy: tier-2"))
            .ShouldBe(
                "spec.policy: the ErrorBudgetPolicy \"tier-2\" cannot be used until the platform team corrects spec.tiers: is empty; write 1 to 20 tiers"
            );

    [Fact]
    public void A_policy_that_cannot_be_decoded_is_told_without_what_it_holds()
    {
        var broken = Decoded<ErrorBudgetPolicy>.FromError(
            new ObjectMeta { Name = "default" },
            "$.spec: hunter2"
        );

        Problem(Map(_ => broken))
            .ShouldBe(
                "spec.policy: the ErrorBudgetPolicy \"default\" cannot be decoded; ask the platform team to correct it"
            );
    }

    [Fact]
    public void Targets_are_held_against_the_policy_that_will_watch_them()
    {
        PolicyLookup lax = Given(
            "tier-3",
            "tiers: [{name: fast, when: {burnRate: {short: 5m, long: 1h, above: '2'}}, gate: Warn}]"
        );

        Map(lax, "policy: tier-3", target: "51").IsUsable.ShouldBeTrue();
        Problem(Map(lax, "policy: tier-3", target: "50"))
            .ShouldBe(
                "spec.objectives[0].target: \"50\" cannot be watched by the tier \"fast\" of the policy \"tier-3\", burn 2 (5m/1h): "
                    + "2 × 0.5 = 1, and no error ratio exceeds 1; use a target above 50 or another policy"
            );
    }

    [Fact]
    public void Without_a_usable_policy_targets_are_not_held_against_another() =>
        Map(_ => null, "policy: tier-2", target: "50").Problems.ShouldHaveSingleItem();

    [Fact]
    public void An_OnCallPolicy_names_one_too()
    {
        OnCallPolicy named = WrittenPolicy.With("policy: tier-2");

        new OnCallPolicyMapper(Endpoints, Given("tier-2", Tier))
            .Map(named)
            .Terms.ShouldNotBeNull()
            .Policy.Name.ShouldBe("tier-2");
        new OnCallPolicyMapper(Endpoints, _ => null)
            .Map(named)
            .Problems.ShouldHaveSingleItem()
            .Path.ShouldBe("spec.policy");
    }

    [Fact]
    public void Without_policies_at_hand_only_the_spelling_of_a_name_counts()
    {
        TeamSloValidator
            .Validate(Slo("policy: tier-2", "50"))
            .Select(problem => problem.Path)
            .ShouldBeEmpty();
        TeamSloValidator
            .Validate(Slo("policy: Tier_2", "99"))
            .ShouldHaveSingleItem()
            .Path.ShouldBe("spec.policy");
    }

    private const string Tier =
        "tiers: [{name: load, when: {pageLoad: Warn}, ticket: {priority: P3}}]";

    private static PolicyLookup Given(string name, string spec)
    {
        var policy = Decoded<ErrorBudgetPolicy>.FromValue(Written.BudgetPolicy(spec, name));
        return asked => asked == name ? policy : null;
    }

    private static TeamSloMapping Map(
        PolicyLookup policies,
        string fields = "description: none",
        string target = "99.9"
    ) => new TeamSloMapper(Endpoints, policies).Map(Slo(fields, target));

    private static TeamSlo Slo(string fields, string target) =>
        Written.Slo(
            $"team: a\nservice: s\n{fields}\nobjectives: [{{name: a, target: '{target}', indicator: {{events: {{errors: e_total, total: t_total}}}}}}]"
        );

    private static string Problem(TeamSloMapping mapping) =>
        mapping.Problems.ShouldHaveSingleItem().ToString();
}
