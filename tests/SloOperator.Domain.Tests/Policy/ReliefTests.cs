using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

/// <summary>A day of 288 buckets with 1,000 events each at 99.9 %: 288 may be bad, and what failed in one bucket leaves the window a day later.</summary>
public sealed class ReliefTests
{
    private readonly PolicyStory _story = Of(Exhausted, Low);

    [Fact]
    public void A_gate_opens_when_what_closed_it_leaves_the_window()
    {
        GateVerdict gate = Gate(Failed(Noon - Hours(20), 576));

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.NextRelief.ShouldBe(Noon + Hours(4));
        gate.DetailWanted.ShouldBeEmpty();
    }

    [Fact]
    public void The_last_objective_decides_when()
    {
        Gate(
            Failed(Noon - Hours(20), 576),
            Failed(Noon - Hours(10), 576, "latency"),
            Failed(Noon - Hours(15), 576, "freshness")
        )
            .NextRelief.ShouldBe(Noon + Hours(14));
    }

    [Fact]
    public void The_last_tier_decides_when()
    {
        // 288 of 300 bad leave at 04:00; then 12 of 288 are 4.2 %, and the tier asks for 98 %.
        ObjectiveFacts facts = Failed(Noon - Hours(20), 288);
        facts.Reading.Ledger.Fill(Noon - Hours(10), (12, 1_000));
        PolicyTier strict = Exhausted with { Name = "strict", ClearAbove = 0.98m };
        ObjectiveFacts judged = Judge(facts.Reading, "availability");

        Gate(judged).NextRelief.ShouldBe(Noon + Hours(4));
        _story.Policy = PolicyOf(strict, Exhausted);
        Gate(judged).NextRelief.ShouldBe(Noon + Hours(14));
    }

    [Fact]
    public void Nobody_can_say_when_what_goes_on_failing_is_over()
    {
        ObjectiveFacts failing = Judge(
            new Reading(Ledger().Fill(Noon - Days(1), Noon, (10, 1_000))),
            "latency"
        );

        GateVerdict gate = Gate(Failed(Noon - Hours(20), 576), failing);

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.NextRelief.ShouldBeNull();
    }

    [Fact]
    public void Nobody_can_say_when_missing_data_close_it_too()
    {
        _story.Policy = _story.Policy with { OnUnknown = GateDecision.Deny };
        ObjectiveFacts lacking = new(
            Lacking(Verdict.Stale, 1m, "latency"),
            new Reading(Ledger()),
            []
        );

        Gate(Failed(Noon - Hours(20), 576), lacking).NextRelief.ShouldBeNull();
    }

    [Fact]
    public void An_objective_that_is_overridden_is_not_waited_for()
    {
        _story.Overrides = [new OverrideFact("launch", ["latency"], [], Noon + Hours(1))];

        Gate(Failed(Noon - Hours(20), 576), Failed(Noon - Hours(10), 576, "latency"))
            .NextRelief.ShouldBe(Noon + Hours(4));
    }

    [Fact]
    public void A_gate_that_is_open_needs_no_relief()
    {
        Gate(Failed(Noon - Hours(20), 260)).Decision.ShouldBe(GateDecision.Warn);
        Gate(Failed(Noon - Hours(20), 260)).NextRelief.ShouldBeNull();

        _story.Policy = _story.Policy with { Enforcement = Enforcement.Observe };
        Gate(Failed(Noon - Hours(20), 576)).NextRelief.ShouldBeNull();
    }

    [Fact]
    public void A_budget_that_is_spent_to_the_last_event_is_not_relieved_already()
    {
        _story.Policy = PolicyOf(Exhausted with { ClearAbove = null });

        Gate(Failed(Noon - Hours(20), 288)).NextRelief.ShouldBe(Noon + Hours(4));
    }

    [Fact]
    public void Without_a_clear_level_it_is_relieved_at_the_level_that_closed_it()
    {
        // 230 bad leave 20 %; 100 of them leave at 02:00, then 130 leave 55 %.
        _story.Policy = PolicyOf(Low with { Gate = GateDecision.Deny, ClearAbove = null });
        ObjectiveFacts facts = Failed(Noon - Hours(22), 100);
        facts.Reading.Ledger.Fill(Noon - Hours(10), (130, 1_000));
        ObjectiveFacts judged = Judge(facts.Reading, "availability");

        Gate(judged).NextRelief.ShouldBe(Noon + Hours(2));
        _story.Policy = PolicyOf(Low with { Gate = GateDecision.Deny, ClearAbove = 0.6m });
        Gate(judged).NextRelief.ShouldBe(Noon + Hours(14));
    }

    [Fact]
    public void A_burn_is_over_when_its_short_window_is()
    {
        // 1,000 bad of the last hour's 12,000 burn 83 times too fast, 1,000 of the last six hours' 72,000 only 13.9 times.
        _story.Policy = PolicyOf(Burning);

        GateVerdict gate = Gate(Failed(Noon, 1_000));

        gate.Reason.ShouldBe("Burning");
        gate.NextRelief.ShouldBe(Noon + Minutes(5));
    }

    [Fact]
    public void A_load_that_closes_the_gate_has_no_foreseeable_end()
    {
        _story.Policy = PolicyOf(PageLoad with { Gate = GateDecision.Deny }, Exhausted);
        _story.Load = new LoadFact("primary", Domain.OnCall.LoadLevel.OverLimit, Noon);
        Gate(Failed(Noon - Hours(20), 576));
        _story.Load = _story.Load with { EvaluatedAt = Noon + Minutes(5) };

        GateVerdict gate = Gate(Failed(Noon - Hours(20), 576));

        gate.Reason.ShouldBe("PageLoad");
        gate.ClosedBy.ShouldBe([null, "availability"]);
        gate.NextRelief.ShouldBeNull();
    }

    [Fact]
    public void The_hours_that_would_make_it_exact_are_named_once()
    {
        // 28 days allow 8,064; the failure is 27 days old, of which only hours are kept.
        _story.Policy = PolicyOf(
            Exhausted with
            {
                Name = "deep",
                When = new TierCondition.BudgetBelow(-0.1m),
            },
            Exhausted
        );
        _story.Window = FourWeeks;
        BudgetLedger ledger = Ledger().Fill(Noon - Days(28), Noon - Days(27), (0, 1_000));
        for (int bucket = 0; bucket < 12; bucket++)
        {
            ledger.Fill(Noon - Days(27) + Minutes(5 * (bucket + 1)), (800, 1_000));
        }

        ledger.Fill(Noon - Days(27) + Hours(1), Noon, (0, 1_000));

        Gate(Judge(new Reading(ledger), "availability"))
            .DetailWanted.ShouldBe([("availability", Noon - Days(27))]);
    }

    private GateVerdict Gate(params ObjectiveFacts[] objectives) =>
        _story.Decide(Noon, objectives).Gate;

    private ObjectiveFacts Failed(DateTimeOffset end, int bad, string name = "availability")
    {
        _story.Window = OneDay;
        return Judge(
            new Reading(Ledger().Fill(Noon - Days(1), Noon, (0, 1_000)).Fill(end, (bad, 1_000))),
            name
        );
    }

    private ObjectiveFacts Judge(Reading reading, string name)
    {
        Objective objective = Promise("99.9") with { Name = name };
        return new ObjectiveFacts(Assessor.Assess(objective, _story.Window, reading), reading, []);
    }
}
