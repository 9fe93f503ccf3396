using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

public sealed class TeamAssessmentTests
{
    [Fact]
    public void Of_healthy_budgets_the_smallest_is_the_worst()
    {
        Assessment half = Spent(50, Noon);
        Assessment tenth = Spent(90, Noon);
        var team = new TeamAssessment([Spent(0, Noon), tenth, half]);

        team.Worst.ShouldBe(tenth);
        team.Health.ShouldBe(BudgetHealth.Healthy);
    }

    [Fact]
    public void An_unknown_budget_is_worse_than_a_healthy_one()
    {
        Assessment unknown = Unknown();
        var team = new TeamAssessment([Spent(99, Noon), unknown]);

        team.Worst.ShouldBe(unknown);
        team.Health.ShouldBe(BudgetHealth.Unknown);
    }

    [Fact]
    public void An_exhausted_budget_is_worse_than_an_unknown_one()
    {
        Assessment exhausted = Spent(100, Noon);
        var team = new TeamAssessment([Unknown(), exhausted, Spent(0, Noon)]);

        team.Worst.ShouldBe(exhausted);
        team.Health.ShouldBe(BudgetHealth.Exhausted);
    }

    [Fact]
    public void Of_exhausted_budgets_the_deepest_is_the_worst()
    {
        Assessment deepest = Spent(300, Noon);

        new TeamAssessment([Spent(100, Noon), deepest, Spent(200, Noon)]).Worst.ShouldBe(deepest);
    }

    [Fact]
    public void Of_unknown_budgets_one_without_figures_is_the_worst()
    {
        Assessment without = Unknown();
        Assessment frozen = Assess(
            Ledger().Fill(Noon, (900, 100_000)).FindNothing(Noon, Noon + Minutes(5))
        );

        new TeamAssessment([frozen, without]).Worst.ShouldBe(without);
    }

    [Fact]
    public void Of_equals_the_first_in_the_spec_is_the_worst()
    {
        Assessment first = Spent(50, Noon);
        Assessment second = Spent(50, Noon + Minutes(5));

        new TeamAssessment([first, second]).Worst.ShouldBeSameAs(first);
    }

    [Fact]
    public void The_team_is_evaluated_at_its_newest_bucket()
    {
        new TeamAssessment([
            Spent(0, Noon),
            Spent(0, Noon + Minutes(5)),
            Unknown(),
        ]).EvaluatedAt.ShouldBe(Noon + Minutes(5));
    }

    [Fact]
    public void A_team_of_which_nothing_is_known_has_no_time_of_evaluation()
    {
        new TeamAssessment([Unknown()]).EvaluatedAt.ShouldBeNull();
    }

    [Fact]
    public void A_team_has_at_least_one_objective()
    {
        Should.Throw<InvalidOperationException>(() => new TeamAssessment([]).Worst);
        Should.Throw<InvalidOperationException>(() => new TeamAssessment([]).Health);
    }

    private static Assessment Unknown() => Assess(Ledger());

    /// <summary>100,000 events at 99.9 % allow 100 bad.</summary>
    private static Assessment Spent(int percent, DateTimeOffset at) =>
        Assess(Ledger().Fill(at, (percent, 100_000)));

    private static Assessment Assess(BudgetLedger ledger) =>
        Assessor.Assess(Promise("99.9"), OneDay, new Reading(ledger));
}
