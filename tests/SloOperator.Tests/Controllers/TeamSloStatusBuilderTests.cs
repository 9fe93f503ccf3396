using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources;

namespace SloOperator.Tests.Controllers;

public sealed class TeamSloStatusBuilderTests
{
    private static readonly TeamObjectives Slo = new()
    {
        Owner = new ResourceName("shop", "checkout"),
        Uid = null,
        Generation = 7,
        Team = "payments",
        Service = "checkout-api",
        Criticality = Criticality.Standard,
        Policy = BudgetPolicy.Default,
        Window = new RollingWindow(TimeSpan.FromDays(1)),
        Endpoint = new EndpointOptions("default", new Uri("http://prometheus:9090")),
        Tenant = new Tenant("shop", "payments"),
        Objectives = [],
    };

    [Fact]
    public void Every_figure_is_written_as_users_read_it()
    {
        BudgetFigures figures = Given.Figures(0.31299999m) with
        {
            Sli = 0.9993129999m,
            BadEvents = 4518.6m,
            TotalEvents = 6_570_210m,
            BadLeft = 2051.9m,
            MinutesLeft = 12.64m,
            Burn =
            [
                .. BurnWindow.All.Select((window, index) => new BurnRate(window, index + 0.125m)),
            ],
            ExhaustionAt = Given.At("2026-11-29T03:10:00.9Z"),
            Coverage = 0.998m,
            MeasuredSince = Given.At("2026-10-23T12:00:00Z"),
        };

        TeamSloStatus status = Build(
            new Assessment(Given.Availability("99.9"), Verdict.Measured, null, figures)
        );

        status.Objectives.ShouldBe([
            new ObjectiveStatus
            {
                Name = "availability",
                Verdict = "Measured",
                Sli = "0.999312",
                Target = "99.9",
                BudgetRemaining = "0.312999",
                BadEvents = "4519",
                TotalEvents = "6570210",
                BadEventsLeft = "2051",
                MinutesLeft = "12.6",
                Burn = new BurnStatus
                {
                    FiveMinutes = "0.13",
                    ThirtyMinutes = "1.13",
                    OneHour = "2.13",
                    TwoHours = "3.13",
                    SixHours = "4.13",
                    OneDay = "5.13",
                    ThreeDays = "6.13",
                },
                ExhaustionAt = Given.At("2026-11-29T03:10:00Z"),
                Coverage = "0.998",
                MeasuredSince = Given.At("2026-10-23T12:00:00Z"),
            },
        ]);
        status.Summary.ShouldBe(
            new SummaryStatus
            {
                Budget = "31.2%",
                BurnOneHour = "2.13",
                WorstObjective = "availability",
                ExhaustionAt = Given.At("2026-11-29T03:10:00Z"),
            }
        );
        status.EvaluatedAt.ShouldBe(Given.Noon);
        status.ObservedGeneration.ShouldBe(7);
    }

    [Fact]
    public void An_unknown_budget_has_no_figure_and_is_called_unknown()
    {
        TeamSloStatus status = Build(
            Given.Judged(Verdict.Inconsistent, null, message: "found NaN")
        );

        status.Objectives.ShouldBe([
            new ObjectiveStatus
            {
                Name = "availability",
                Verdict = "Inconsistent",
                Target = "99",
                Message = "found NaN",
            },
        ]);
        status.Summary.ShouldBe(
            new SummaryStatus { Budget = "unknown", WorstObjective = "availability" }
        );
        status.EvaluatedAt.ShouldBeNull();
    }

    [Fact]
    public void What_cannot_be_divided_is_left_out()
    {
        BudgetFigures idle = Given.Figures(1) with
        {
            Sli = null,
            MinutesLeft = null,
            TotalEvents = 0,
        };

        ObjectiveStatus objective = Build(
            new Assessment(Given.Availability(), Verdict.NoTraffic, "idle", idle)
        )
            .Objectives!.Single();

        objective.Sli.ShouldBeNull();
        objective.MinutesLeft.ShouldBeNull();
        objective.BudgetRemaining.ShouldBe("1");
    }

    [Fact]
    public void Where_an_exclusion_touches_the_window_both_budgets_are_shown()
    {
        BudgetFigures figures = Given.Figures(0.75m) with
        {
            RemainingRaw = -0.25m,
            Excluded = TimeSpan.FromMinutes(29),
        };

        ObjectiveStatus objective = Build(
            new Assessment(Given.Availability(), Verdict.Measured, null, figures)
        )
            .Objectives!.Single();

        objective.BudgetRemaining.ShouldBe("0.75");
        objective.BudgetRemainingRaw.ShouldBe("-0.25");
        objective.ExcludedMinutes.ShouldBe("29");
    }

    [Fact]
    public void The_summary_is_of_the_worst_objective()
    {
        TeamSloStatus status = Build(
            Given.Judged(Verdict.Measured, 0.9m, "fine"),
            Given.Judged(Verdict.Measured, -0.25m, "spent"),
            Given.Judged(Verdict.Stale, null, "dark")
        );

        status.Summary!.WorstObjective.ShouldBe("spent");
        status.Summary.Budget.ShouldBe("-25.0%");
        status.Objectives!.Select(objective => objective.Name).ShouldBe(["fine", "spent", "dark"]);
    }

    [Fact]
    public void Conditions_keep_their_transition_times_and_say_the_generation()
    {
        TeamSloStatus first = Build(Given.Judged(Verdict.Measured, 0.9m));

        TeamSloStatus second = TeamSloStatusBuilder.Build(
            Slo with
            {
                Generation = 8,
            },
            new TeamAssessment([Given.Judged(Verdict.Measured, -0.1m)]),
            first,
            Given.Noon + Given.Hours(2)
        );

        second
            .Conditions!.Select(condition =>
                (condition.Type, condition.LastTransitionTime, condition.ObservedGeneration)
            )
            .ShouldBe([
                ("Ready", Given.Noon, 8),
                ("DataFresh", Given.Noon, 8),
                ("BudgetHealthy", Given.Noon + Given.Hours(2), 8),
            ]);
    }

    [Fact]
    public void An_invalid_spec_has_no_figures_of_an_earlier_one()
    {
        TeamSloStatus status = TeamSloStatusBuilder.Invalid(
            [new Problem("spec.team", "is missing")],
            9,
            Build(Given.Judged(Verdict.Measured, 0.9m)),
            Given.Noon + Given.Hours(1)
        );

        status.Objectives.ShouldBeNull();
        status.EvaluatedAt.ShouldBeNull();
        status.ObservedGeneration.ShouldBe(9);
        status.Summary.ShouldBe(new SummaryStatus { Budget = "unknown" });
        status
            .Conditions!.Select(condition => $"{condition.Type}={condition.Status}")
            .ShouldBe(["Ready=False", "DataFresh=Unknown", "BudgetHealthy=Unknown"]);
    }

    private static TeamSloStatus Build(params Assessment[] objectives) =>
        TeamSloStatusBuilder.Build(Slo, new TeamAssessment(objectives), previous: null, Given.Noon);
}
