using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.Exceptions;
using SloOperator.Tests.Resources;

namespace SloOperator.Tests.Controllers.Exceptions;

public sealed class BudgetExceptionReconcilerTests : ExceptionScenario
{
    private const string Override = "type: GateOverride";

    [Fact]
    public async Task An_exclusion_of_this_morning_is_accepted_after_the_fact()
    {
        Apply("night");

        await ReconcileAsync();

        Ready().ShouldBe("True/Accepted: It was accepted.");
        Status().Phase.ShouldBe("Expired");
        Status().SpecDigest.ShouldNotBeNull();
        Excluded().ShouldBe(["night 09:00-11:30"]);
        Told.ShouldBe([Checkout]);
    }

    [Fact]
    public async Task What_is_refused_has_no_effect_and_both_objects_are_told_why()
    {
        Apply("night", "approvedBy: sre-leads/bo");

        ReconcileResult result = await ReconcileAsync();

        result.ShouldBe(new ReconcileResult.Done());
        Ready()
            .ShouldBe(
                "False/ExceptionRefused: spec.approvedBy: sre-leads/bo also requested it; somebody else must approve"
            );
        Status().Phase.ShouldBeNull();
        Excluded().ShouldBeEmpty();
        Events.Lines.ShouldBe([
            "shop/night Warning ExceptionRefused: Ready is False: spec.approvedBy: sre-leads/bo also requested it; somebody else must approve",
            "shop/checkout Warning ExceptionRefused: BudgetException night: spec.approvedBy: sre-leads/bo also requested it; somebody else must approve",
        ]);
        Audit.Lines.ShouldBe([
            "ExceptionRefused BudgetException shop/night (uid-night) for shop/checkout by bo: spec.approvedBy: sre-leads/bo also requested it; somebody else must approve []",
        ]);
    }

    [Fact]
    public async Task A_refusal_is_told_once()
    {
        Apply("night", "approvedBy: bo");

        await ReconcileAsync();
        Time.Advance(Given.Hours(1));
        await ReconcileAsync();

        Audit.Lines.ShouldHaveSingleItem();
        Store.Written.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_exception_of_nobody_is_refused_until_its_TeamSLO_is_there()
    {
        Slos.Delete(Checkout);
        Apply("night");
        await ReconcileAsync();
        Ready()
            .ShouldBe(
                "False/ExceptionRefused: spec.teamSLO: no TeamSLO \"checkout\" is there in the namespace; write the name of one that is"
            );

        Slos.Put(Given.Slo(Given.Counted()));
        await ReconcileAsync();

        Ready().ShouldStartWith("True/Accepted");
    }

    [Fact]
    public async Task Of_a_TeamSLO_that_cannot_be_used_nothing_can_be_said_and_nothing_is_lost()
    {
        Apply("night");
        await ReconcileAsync();
        Slos.Put(Given.Slo(Given.Counted(), "policy: missing"));

        await ReconcileAsync();

        Ready()
            .ShouldBe(
                "Unknown/TeamSloUnusable: The TeamSLO \"checkout\" cannot be used; correct what its own status says."
            );
        Status().Phase.ShouldBe("Expired");
        Audit
            .Lines.Count(line => line.StartsWith("ExceptionRefused", StringComparison.Ordinal))
            .ShouldBe(0);

        Slos.Put(Given.Slo(Given.Counted()));
        await ReconcileAsync();
        Ready().ShouldStartWith("True/Accepted");
        Audit
            .Lines.Count(line => line.StartsWith("ExceptionExpired", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_that_changes_changes_what_is_accepted()
    {
        Apply("night");
        await ReconcileAsync();
        Excluded().ShouldNotBeEmpty();

        Policies.Put(
            Written.BudgetPolicy(
                "tiers: [{name: a, when: {pageLoad: Warn}, gate: Warn}]\nexceptions: {maxDuration: 1h}",
                "default"
            )
        );
        await ReconcileAsync();

        Ready()
            .ShouldBe(
                "False/ExceptionRefused: spec.end: is 2h30m after the start, and the policy allows 1h; end it earlier"
            );
        Excluded().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_spec_that_changed_after_it_was_accepted_has_no_effect_until_it_is_as_it_was()
    {
        Apply("night");
        await ReconcileAsync();

        Apply("night", "start: '2026-11-20T00:00:00Z'");
        await ReconcileAsync();

        Ready()
            .ShouldBe(
                "False/ExceptionRefused: spec: is not what was accepted, and an exception is never changed; write it as it was, or make another under a new name"
            );
        Excluded().ShouldBeEmpty();

        Apply("night");
        await ReconcileAsync();
        Ready().ShouldStartWith("True/Accepted");
        Excluded().ShouldBe(["night 09:00-11:30"]);
    }

    [Fact]
    public async Task What_was_refused_may_be_corrected()
    {
        Apply("night", "approvedBy: bo");
        await ReconcileAsync();

        Apply("night");
        await ReconcileAsync();

        Ready().ShouldStartWith("True/Accepted");
    }

    [Fact]
    public async Task What_was_revoked_gives_nothing_back_and_stays_so()
    {
        Apply("night");
        await ReconcileAsync();

        Apply("night", "revoked: true");
        await ReconcileAsync();
        Status().Phase.ShouldBe("Revoked");
        Excluded().ShouldBeEmpty();

        Apply("night");
        await ReconcileAsync();
        Status().Phase.ShouldBe("Revoked");
        Excluded().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_that_overlap_the_later_is_refused_and_accepted_when_the_first_goes()
    {
        Apply("night");
        Time.Advance(Given.Minutes(1));
        Apply("double", "end: '2026-11-20T10:00:00Z'");
        Store.Put(
            Store.Find(new ResourceName("shop", "double"))!.Value! with
            {
                Metadata = Store.Find(new ResourceName("shop", "double"))!.Metadata with
                {
                    CreationTimestamp = Given.Noon,
                },
            }
        );
        await ReconcileAsync("double");
        Ready("double")
            .ShouldStartWith("False/ExceptionRefused: spec.start: overlaps the exclusion night, ");
        Excluded().ShouldBe(["night 09:00-11:30"]);

        Store.Delete(Night);
        await ReconcileAsync("double");

        Ready("double").ShouldStartWith("True/Accepted");
        Excluded().ShouldBe(["double 09:00-10:00"]);
    }

    [Fact]
    public async Task An_exception_is_looked_at_again_when_it_begins_and_when_it_ends()
    {
        Apply("night", Override, "start: '2026-11-20T13:00:00Z'", "end: '2026-11-20T14:00:00Z'");

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done(Given.Hours(1)));
        Status().Phase.ShouldBe("Pending");
        Open().ShouldBeEmpty();

        Time.Advance(Given.Hours(1));
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done(Given.Hours(1)));
        Status().Phase.ShouldBe("Active");
        Open().ShouldBe(["night until 14:00"]);

        Time.Advance(Given.Hours(1));
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());
        Status().Phase.ShouldBe("Expired");
        Open().ShouldBeEmpty();
        Told.ShouldBe([Checkout, Checkout, Checkout]);
    }

    [Fact]
    public async Task Its_end_is_told_once_on_both_objects_and_in_the_audit_log()
    {
        Apply(
            "night",
            Override,
            "start: '2026-11-20T11:00:00Z'",
            "end: '2026-11-20T12:30:00Z'",
            "reference: OPS-17"
        );
        await ReconcileAsync();
        Audit.Lines.ShouldBeEmpty();

        Time.Advance(Given.Hours(1));
        await ReconcileAsync();
        await ReconcileAsync();

        Events.Lines.ShouldBe([
            "shop/night Normal ExceptionExpired: Its time is over.",
            "shop/checkout Normal ExceptionExpired: BudgetException night: Its time is over.",
        ]);
        Audit.Lines.ShouldBe([
            "ExceptionExpired BudgetException shop/night (uid-night) for shop/checkout by nobody: Its time is over. [OPS-17]",
        ]);
    }

    [Fact]
    public async Task What_is_far_ahead_is_looked_at_every_half_day()
    {
        Apply("night", "start: '2026-11-25T00:00:00Z'", "end: '2026-11-25T01:00:00Z'");

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done(Given.Hours(12)));
    }

    [Fact]
    public async Task A_deleted_one_is_told_to_its_TeamSLO()
    {
        Apply("night");
        await ReconcileAsync();
        Told.Clear();

        Store.Delete(Night);
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Told.ShouldBe([Checkout]);
        Excluded().ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_cannot_be_decoded_says_where()
    {
        Store.Put(
            Decoded<BudgetException>.FromError(
                new ObjectMeta { Name = "night", Namespace = "shop" },
                "$.spec.maxUses: is no number"
            )
        );

        await ReconcileAsync();

        Store
            .Written.OfType<BudgetExceptionStatus>()
            .ShouldHaveSingleItem()
            .Conditions.ShouldHaveSingleItem()
            .Message.ShouldBe("spec.maxUses: is no number");
    }

    [Fact]
    public async Task What_it_gives_back_is_shown_of_the_objective_that_it_gives_most()
    {
        Apply("night");
        List<ResourceName> reported = [];
        Exceptions.Reported += reported.Add;

        Exceptions.ReportReturned(Night, "availability", 0.0123456m);
        Exceptions.ReportReturned(Night, "latency", 0.25m);
        // Less than a tenth of a percentage point is no news.
        Exceptions.ReportReturned(Night, "latency", 0.2509m);
        await ReconcileAsync();

        reported.ShouldBe([Night, Night]);
        Status().BudgetReturned.ShouldBe("0.25");
    }
}
