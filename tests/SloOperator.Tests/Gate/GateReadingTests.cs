using SloOperator.Domain.Policy;
using SloOperator.Gate;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using static SloOperator.Tests.Gate.GivenGate;

namespace SloOperator.Tests.Gate;

public sealed class GateReadingTests
{
    private static readonly OverrideFact Launch = new("launch", [], ["feature"], Noon.AddHours(2));

    [Fact]
    public void A_closed_gate_says_why_when_it_opens_and_where_the_work_is()
    {
        GateAnswer answer = GateReading.Of(Slo(Closed), "feature", [], Noon);

        (answer.Decision, answer.Allowed, answer.Reason, answer.Enforcement).ShouldBe(
            ("Deny", false, "BudgetExhausted", "Enforce")
        );
        answer.NextRelief.ShouldBe(Noon.AddHours(5));
        answer.ValidUntil.ShouldBe(Noon.AddMinutes(15));
        answer.EvaluatedAt.ShouldBe(Noon);
        answer.TicketUrl.ShouldBe("https://tracker.example/T-1");
        answer.Objectives.ShouldHaveSingleItem().BudgetRemaining.ShouldBe("-0.6667");
    }

    [Fact]
    public void A_class_that_the_policy_never_stops_passes_a_closed_gate()
    {
        GateAnswer answer = GateReading.Of(Slo(Closed), "rollback", [], Noon);

        (answer.Decision, answer.Allowed, answer.Reason).ShouldBe(("Allow", true, "AllowedChange"));
    }

    [Fact]
    public void An_override_passes_its_class_and_no_other()
    {
        GateAnswer feature = GateReading.Of(Slo(Closed), "feature", [Launch], Noon);
        GateAnswer other = GateReading.Of(Slo(Closed), "config", [Launch], Noon);

        (feature.Allowed, feature.Exception, other.Allowed).ShouldBe((true, "launch", false));
    }

    [Theory]
    [InlineData("Warn", true)]
    [InlineData("Allow", true)]
    [InlineData("Deny", false)]
    public void A_decision_that_nobody_kept_current_is_unknown_since_then(
        string onUnknown,
        bool isAllowed
    )
    {
        GateAnswer answer = GateReading.Of(
            Slo(Open with { OnUnknown = onUnknown }),
            null,
            [],
            Noon.AddMinutes(15)
        );

        (answer.Decision, answer.Allowed, answer.Reason).ShouldBe(
            ("Unknown", isAllowed, "Outdated")
        );
        answer.Since.ShouldBe(Noon.AddMinutes(15));
        answer.Message.ShouldContain("2026-11-20 12:15 UTC");
    }

    [Fact]
    public void A_decision_is_believed_to_the_last_moment() =>
        GateReading
            .Of(Slo(Closed), null, [], Noon.AddMinutes(15).AddTicks(-1))
            .Decision.ShouldBe("Deny");

    [Fact]
    public void A_rollback_passes_also_when_nobody_kept_the_decision_current()
    {
        TeamSlo slo = Slo(Closed with { OnUnknown = "Deny" });

        GateReading.Of(slo, null, [], Noon.AddHours(1)).Allowed.ShouldBeFalse();
        GateReading.Of(slo, "rollback", [], Noon.AddHours(1)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void What_was_never_evaluated_is_unknown_and_stops_nobody()
    {
        GateAnswer answer = GateReading.Of(Slo(null), null, [], Noon);

        (answer.Decision, answer.Allowed, answer.Reason, answer.Since).ShouldBe(
            ("Unknown", true, "NotEvaluated", null)
        );
    }

    [Fact]
    public void A_spec_that_cannot_be_used_is_told_in_its_own_words()
    {
        TeamSlo slo = Slo(null) with
        {
            Status = new()
            {
                Conditions =
                [
                    new Condition
                    {
                        Type = "Ready",
                        Status = "False",
                        Reason = "InvalidSpec",
                        Message = "spec.team: is missing",
                        LastTransitionTime = Noon,
                    },
                ],
            },
        };

        GateAnswer answer = GateReading.Of(slo, null, [], Noon);

        (answer.Decision, answer.Reason, answer.Message).ShouldBe(
            ("Unknown", "InvalidSpec", "spec.team: is missing")
        );
    }

    [Fact]
    public void The_same_decision_has_the_same_id_and_another_has_another()
    {
        string Id(TeamSlo slo, string? change = null) =>
            GateReading.Of(slo, change, [], Noon).DecisionId;

        Id(Slo(Closed)).ShouldMatch("^[0-9a-f]{16}$");
        Id(Slo(Closed)).ShouldBe(Id(Slo(Closed with { NextRelief = Noon })));
        new[]
        {
            Id(Slo(Closed)),
            Id(Slo(Closed with { Since = Noon })),
            Id(Slo(Closed), "feature"),
            Id(Slo(Open)),
            Id(Slo(Closed, new ResourceName("payments", "search"))),
        }.ShouldBeUnique();
    }

    [Fact]
    public void What_teams_write_is_no_markup_in_the_summary()
    {
        TeamSlo slo = Slo(Closed with { Message = "<b>@everyone</b> [x](https://evil.example)" });

        string summary = GateReading.Of(slo, null, [], Noon).SummaryMarkdown;

        summary.ShouldStartWith("### Deploy denied: payments/checkout");
        summary.ShouldContain("-66.7 % of the budget for 99.9 % left");
        summary.ShouldNotContain("<b>");
        summary.ShouldNotContain("](https://evil.example)");
        summary.ShouldContain("](https://tracker.example/T-1)");
    }
}
