using FsCheck;
using FsCheck.Fluent;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tests.Policy;
using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Tests.Laws;

public sealed class PolicyLaws
{
    private static readonly Gen<(BudgetPolicy Policy, List<PolicyStep> Course)> Cases =
        from policy in PolicyCases.Policy
        from course in PolicyCases.Course
        select (policy, course);

    [Fact]
    public void Every_policy_of_these_laws_makes_sense() =>
        Law.Holds(PolicyCases.Policy, policy => PolicySense.Find(policy).ShouldBeEmpty());

    [Fact]
    public void Another_failure_never_opens_a_gate()
    {
        var cases =
            from history in Histories.Short
            from promise in Histories.Promise
            from at in Gen.Choose(0, (5 * 288) - 1)
            from isAnotherEvent in Gen.Elements(true, false)
            from policy in PolicyCases.Policy
            from wasFiring in Gen.Elements(true, false)
            select (history, promise, at, isAnotherEvent, policy, wasFiring);

        Law.Holds(
            cases,
            c =>
            {
                int index = c.at % c.history.Buckets.Count;
                if (c.history.Buckets[index] is not { } counts)
                {
                    return;
                }

                int added = c.isAnotherEvent || counts.Bad >= counts.Total ? 1 : 0;
                History worse = c.history.With(
                    index,
                    new BucketCounts(counts.Bad + 1, counts.Total + added)
                );
                PolicyState before = c.wasFiring ? AllFiring(c.policy) : PolicyState.Empty;

                Closedness(Gate(worse, c.promise, c.policy, before))
                    .ShouldBeGreaterThanOrEqualTo(
                        Closedness(Gate(c.history, c.promise, c.policy, before))
                    );
            },
            times: 150
        );
    }

    [Fact]
    public void A_course_that_is_worse_at_every_step_never_has_the_more_open_gate()
    {
        var cases =
            from one in Cases
            from worse in Gen.Elements(0m, 0.01m, 0.1m, 1m)
            select (one.Policy, one.Course, worse);

        Law.Holds(
            cases,
            c =>
            {
                var better = new PolicyCourse(c.Policy);
                var worse = new PolicyCourse(c.Policy);
                foreach (PolicyStep step in c.Course)
                {
                    GateVerdict open = better.Play(step).Gate;
                    GateVerdict closed = worse.Play(Worse(step, c.worse)).Gate;

                    Closedness(closed).ShouldBeGreaterThanOrEqualTo(Closedness(open));
                    (closed.IsAllowed && !open.IsAllowed).ShouldBeFalse();
                }
            },
            times: 300
        );
    }

    [Fact]
    public void Deciding_again_on_the_same_facts_changes_nothing() =>
        Law.Holds(
            Cases,
            c =>
            {
                var course = new PolicyCourse(c.Policy);
                foreach (PolicyStep step in c.Course)
                {
                    PolicyDecision once = course.Play(step);

                    ShouldBeSame(course.Again(), once);
                }
            },
            times: 300
        );

    [Fact]
    public void A_restart_between_any_two_passes_changes_nothing() =>
        Law.Holds(
            Cases,
            c =>
            {
                var course = new PolicyCourse(c.Policy);
                var restarted = new PolicyCourse(c.Policy);
                foreach (PolicyStep step in c.Course)
                {
                    PolicyDecision one = course.Play(step);
                    PolicyDecision other = restarted.Play(step);
                    restarted.Restart();

                    Plain(other.Gate).ShouldBe(Plain(one.Gate));
                    other.Gate.ClosedBy.ShouldBe(one.Gate.ClosedBy);
                    other.Tickets.ShouldBe(one.Tickets);
                }
            },
            times: 300
        );

    [Fact]
    public void What_cannot_be_judged_neither_opens_nor_closes_a_ticket() =>
        Law.Holds(
            Cases,
            c =>
            {
                var course = new PolicyCourse(c.Policy);
                List<TicketIntent> before = [];
                foreach (PolicyStep step in c.Course)
                {
                    List<TicketIntent> now = [.. course.Play(step).Tickets];
                    foreach (Assessment unjudged in course.Seen.Where(one => !IsJudged(one)))
                    {
                        string name = unjudged.Objective.Name;

                        Causes(now, name).ShouldBe(Causes(before, name));
                        now.Where(ticket => IsOfBudget(ticket, name))
                            .ShouldAllBe(ticket => ticket.Standing == Standing.Held);
                    }

                    before = now;
                }
            },
            times: 300
        );

    [Fact]
    public void What_can_be_judged_holds_nothing() =>
        Law.Holds(
            Cases,
            c =>
            {
                var course = new PolicyCourse(c.Policy);
                foreach (PolicyStep step in c.Course)
                {
                    IReadOnlyList<TicketIntent> tickets = course.Play(step).Tickets;
                    foreach (Assessment judged in course.Seen.Where(IsJudged))
                    {
                        tickets
                            .Where(ticket => ticket.Objective == judged.Objective.Name)
                            .ShouldAllBe(ticket => ticket.Standing == Standing.Raised);
                    }
                }
            }
        );

    [Fact]
    public void No_cause_is_raised_twice() =>
        Law.Holds(
            Cases,
            c =>
            {
                var course = new PolicyCourse(c.Policy);
                foreach (PolicyStep step in c.Course)
                {
                    course
                        .Play(step)
                        .Tickets.Select(ticket =>
                            TicketFingerprint.Of("c", "uid", ticket.Objective, ticket.Cause)
                        )
                        .ShouldBeUnique();
                }
            }
        );

    [Fact]
    public void A_budget_between_the_level_that_fires_and_the_one_that_clears_moves_no_gate()
    {
        var cases =
            from first in Gen.Elements(0.1m, 1m)
            from between in Gen.NonEmptyListOf(Gen.Choose(2_500, 3_499))
            select (first, between);

        Law.Holds(
            cases,
            c =>
            {
                PolicyStory story = PolicyStory.Of(PolicyStory.Low);
                GateVerdict before = story.Gate(0, PolicyStory.Left(c.first));
                int minute = 0;
                foreach (int remaining in c.between)
                {
                    GateVerdict gate = story.Gate(++minute, PolicyStory.Left(remaining / 10_000m));

                    gate.Decision.ShouldBe(before.Decision);
                    gate.Since.ShouldBe(before.Since);
                }
            }
        );
    }

    [Fact]
    public void An_override_of_everything_leaves_no_gate_closed_and_closes_none() =>
        Law.Holds(
            Cases,
            c =>
            {
                var all = new OverrideFact("all", [], [], Given.Noon + Given.Days(9));
                var course = new PolicyCourse(c.Policy);
                foreach (PolicyStep step in c.Course)
                {
                    GateVerdict gate = course.Play(step).Gate;
                    GateVerdict answer = GateQuestion.Answer(
                        gate,
                        c.Policy.AllowedChanges,
                        [all],
                        null
                    );

                    answer.IsAllowed.ShouldBeTrue();
                    answer.Exception.ShouldBe(gate.IsAllowed ? null : "all");
                }
            }
        );

    private static GateVerdict Gate(
        History history,
        Objective promise,
        BudgetPolicy policy,
        PolicyState before
    )
    {
        var window = new RollingWindow(Given.Days(7));
        Reading reading = new(
            history.ReadInto(new BudgetLedger(window.Longest, promise.Timeslice))
        );
        var facts = new ObjectiveFacts(Assessor.Assess(promise, window, reading), reading, []);
        return new PolicyStory(policy) { Window = window, State = before }
            .Decide(history.End, facts)
            .Gate;
    }

    private static PolicyState AllFiring(BudgetPolicy policy) =>
        new(
            [
                .. policy.Tiers.Select(tier => new TierState(
                    tier.Name,
                    "availability",
                    Given.Noon - Given.Days(1),
                    true
                )),
            ],
            null
        );

    private static PolicyStep Worse(PolicyStep step, decimal by) =>
        step with
        {
            Objectives = (
                step.Objectives.Availability with
                {
                    Remaining = step.Objectives.Availability.Remaining - by,
                    Burn = step.Objectives.Availability.Burn + by,
                },
                step.Objectives.Latency
            ),
        };

    /// <summary>By what is known: of data that are missing a failure says nothing.</summary>
    private static int Closedness(GateVerdict gate) =>
        gate.Enforced switch
        {
            GateDecision.Deny => 3,
            GateDecision.Unknown => 2,
            GateDecision.Warn => 1,
            _ => 0,
        };

    private static bool IsJudged(Assessment assessment) =>
        assessment.Verdict is Verdict.Measured or Verdict.NoTraffic;

    private static bool IsOfBudget(TicketIntent ticket, string objective) =>
        ticket.Objective == objective && ticket.Cause != TicketCause.NoData;

    private static IEnumerable<TicketCause> Causes(
        IEnumerable<TicketIntent> tickets,
        string objective
    ) => tickets.Where(ticket => IsOfBudget(ticket, objective)).Select(ticket => ticket.Cause);

    private static GateVerdict Plain(GateVerdict gate) =>
        gate with
        {
            ClosedBy = [],
            DetailWanted = [],
        };

    private static void ShouldBeSame(PolicyDecision one, PolicyDecision other)
    {
        Plain(one.Gate).ShouldBe(Plain(other.Gate));
        one.Gate.ClosedBy.ShouldBe(other.Gate.ClosedBy);
        one.Gate.DetailWanted.ShouldBe(other.Gate.DetailWanted);
        one.Tickets.ShouldBe(other.Tickets);
        one.State.Tiers.ShouldBe(other.State.Tiers);
    }
}
