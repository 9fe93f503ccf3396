using System.Globalization;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Resources;

namespace SloOperator.Tests.Controllers;

public sealed class TeamSloConditionsTests
{
    [Theory]
    [InlineData(Verdict.Measured, "0.5", "True/AllMeasured", "True/WithinBudget")]
    [InlineData(Verdict.Measured, "0.0000001", "True/AllMeasured", "True/WithinBudget")]
    [InlineData(Verdict.Measured, "0", "True/AllMeasured", "False/BudgetExhausted")]
    [InlineData(Verdict.Measured, "-0.2", "True/AllMeasured", "False/BudgetExhausted")]
    [InlineData(Verdict.NoTraffic, "1", "True/AllMeasured", "True/NoTraffic")]
    [InlineData(Verdict.MetricAbsent, "0.5", "False/MetricAbsent", "Unknown/BudgetUnknown")]
    [InlineData(Verdict.MetricAbsent, "-0.2", "False/MetricAbsent", "Unknown/BudgetUnknown")]
    [InlineData(Verdict.MetricAbsent, null, "False/MetricAbsent", "Unknown/BudgetUnknown")]
    [InlineData(Verdict.Stale, "0.5", "False/Stale", "Unknown/BudgetUnknown")]
    [InlineData(Verdict.Stale, null, "False/Stale", "Unknown/BudgetUnknown")]
    [InlineData(Verdict.Inconsistent, null, "False/Inconsistent", "Unknown/BudgetUnknown")]
    [InlineData(Verdict.TooFewEvents, "0.5", "True/AllMeasured", "Unknown/TooFewEvents")]
    [InlineData(Verdict.TooFewEvents, "-4", "True/AllMeasured", "Unknown/TooFewEvents")]
    public void One_objective_decides_both(
        Verdict verdict,
        string? remaining,
        string dataFresh,
        string budgetHealthy
    ) =>
        Of(Given.Judged(verdict, Number(remaining)))
            .ShouldBe(["True/Evaluated", dataFresh, budgetHealthy]);

    [Fact]
    public void An_exhausted_budget_is_told_even_where_another_is_unknown()
    {
        ConditionFact[] facts = Facts(
            Given.Judged(Verdict.Stale, 0.9m, "latency"),
            Given.Judged(Verdict.Measured, -0.1m)
        );

        facts.Select(Text).ShouldBe(["True/Evaluated", "False/Stale", "False/BudgetExhausted"]);
        facts[1].Message.ShouldBe("latency: why it is Stale");
        facts[2].Message.ShouldBe("No budget left: availability.");
    }

    [Fact]
    public void Every_exhausted_objective_is_named() =>
        Facts(
            Given.Judged(Verdict.Measured, 0m, "a"),
            Given.Judged(Verdict.Measured, 0.5m, "b"),
            Given.Judged(Verdict.Measured, -1m, "c")
        )[2]
            .Message.ShouldBe("No budget left: a, c.");

    [Fact]
    public void Every_stale_objective_is_explained_and_the_first_gives_the_reason()
    {
        ConditionFact fresh = Facts(
            Given.Judged(Verdict.Measured, 1m, "a"),
            Given.Judged(Verdict.MetricAbsent, null, "b"),
            Given.Judged(Verdict.Inconsistent, null, "c")
        )[1];

        Text(fresh).ShouldBe("False/MetricAbsent");
        fresh.Message.ShouldBe("b: why it is MetricAbsent\nc: why it is Inconsistent");
    }

    [Fact]
    public void Idle_beside_busy_objectives_is_within_budget() =>
        Of(Given.Judged(Verdict.NoTraffic, 1m, "idle"), Given.Judged(Verdict.Measured, 0.2m))
            .ShouldBe(["True/Evaluated", "True/AllMeasured", "True/WithinBudget"]);

    [Fact]
    public void A_short_history_says_since_when_and_why()
    {
        Assessment young = Given.Judged(Verdict.Measured, 0.5m);
        ConditionFact fresh = Facts(
            young with
            {
                Figures = young.Figures! with
                {
                    IsShortOfHistory = true,
                    MeasuredSince = Given.At("2026-11-20T03:05:00Z"),
                },
            }
        )[1];

        Text(fresh).ShouldBe("True/ShortHistory");
        fresh.Message.ShouldBe(
            "availability: computed since 2026-11-20T03:05:00Z, not over the whole window: the metric is younger, or Prometheus keeps less (retention)"
        );
    }

    [Fact]
    public void Too_few_events_say_how_many()
    {
        ConditionFact budget = Facts(Given.Judged(Verdict.TooFewEvents, 0.5m, message: "3 events"))[
            2
        ];

        budget.Message.ShouldBe("availability: 3 events");
    }

    [Fact]
    public void No_mix_with_anything_unknown_or_spent_in_it_is_healthy()
    {
        Assessment[] all =
        [
            .. from verdict in Enum.GetValues<Verdict>()
            from remaining in (decimal?[])[1m, 0.5m, 0m, -1m, null]
            where remaining is not null || verdict is not (Verdict.Measured or Verdict.NoTraffic)
            select Given.Judged(verdict, remaining),
        ];
        foreach (
            (Assessment one, Assessment other) in all.SelectMany(
                _ => all,
                (one, other) => (one, other)
            )
        )
        {
            bool isHealthy = IsGood(one) && IsGood(other);
            Facts(one, other)[2]
                .Holds.ShouldBe(
                    isHealthy ? true
                        : IsSpent(one) || IsSpent(other) ? false
                        : null,
                    $"{one.Verdict} {one.Figures?.Remaining} beside {other.Verdict} {other.Figures?.Remaining}"
                );
        }
    }

    [Fact]
    public void An_invalid_spec_makes_everything_else_unknown()
    {
        ConditionFact[] facts =
        [
            .. TeamSloConditions.Invalid([
                new Problem("spec.team", "is missing"),
                new Problem("spec.service", "is missing"),
            ]),
        ];

        facts
            .Select(Text)
            .ShouldBe(["False/InvalidSpec", "Unknown/InvalidSpec", "Unknown/InvalidSpec"]);
        facts.Select(fact => fact.Type).ShouldBe(["Ready", "DataFresh", "BudgetHealthy"]);
        facts[0].Message.ShouldBe("spec.team: is missing\nspec.service: is missing");
    }

    private static bool IsGood(Assessment one) =>
        one switch
        {
            { Verdict: Verdict.Measured, Figures.Remaining: > 0 } => true,
            { Verdict: Verdict.NoTraffic } => true,
            _ => false,
        };

    private static bool IsSpent(Assessment one) =>
        one is { Verdict: Verdict.Measured, Figures.Remaining: <= 0 };

    private static ConditionFact[] Facts(params Assessment[] objectives) =>
        [.. TeamSloConditions.Of(new TeamAssessment(objectives))];

    private static string[] Of(params Assessment[] objectives) =>
        [.. Facts(objectives).Select(Text)];

    private static string Text(ConditionFact fact) => $"{fact.Status}/{fact.Reason}";

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
