using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Tests.Controllers;

/// <summary>Given these objects and these samples: exactly this status, these events, these gauges.</summary>
public sealed class TeamSloReconcilerTests : TeamSloScenario
{
    [Fact]
    public async Task The_first_status_has_every_figure_and_no_event_while_all_is_well()
    {
        Apply(Given.Counted());
        // 12 × 60 of 288,000 requests failed, 2,880 may: a quarter of the budget, six times as fast as allowed.
        Answer(Given.Day(badOfEach: 60));

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Status.ObservedGeneration.ShouldBe(1);
        Status.EvaluatedAt.ShouldBe(Given.Noon);
        Status.Summary.ShouldBe(
            new SummaryStatus
            {
                Budget = "75.0%",
                BurnOneHour = "6",
                WorstObjective = "availability",
                ExhaustionAt = Given.At("2026-11-21T06:00:00Z"),
                Gate = "Allow",
                // One episode took a quarter of the budget, which asks for a review.
                OpenTickets = 1,
            }
        );
        Status.Objectives.ShouldBe([
            new ObjectiveStatus
            {
                Name = "availability",
                Verdict = "Measured",
                Sli = "0.9975",
                Target = "99",
                BudgetRemaining = "0.75",
                BadEvents = "720",
                TotalEvents = "288000",
                BadEventsLeft = "2160",
                MinutesLeft = "10.8",
                Burn = new BurnStatus
                {
                    FiveMinutes = "6",
                    ThirtyMinutes = "6",
                    OneHour = "6",
                    TwoHours = "3",
                    SixHours = "1",
                    OneDay = "0.25",
                    ThreeDays = "0.25",
                },
                ExhaustionAt = Given.At("2026-11-21T06:00:00Z"),
                Coverage = "1",
                MeasuredSince = Given.At("2026-11-19T12:00:00Z"),
            },
        ]);
        Conditions()
            .ShouldBe([
                "Ready=True/Evaluated",
                "DataFresh=True/AllMeasured",
                "BudgetHealthy=True/WithinBudget",
                "DeployAllowed=True/WithinBudget",
                "TicketsDelivered=True/Delivered",
            ]);
        Events.Lines.ShouldBeEmpty();
        Gauges.Current[Checkout].Worst.Figures!.Remaining.ShouldBe(0.75m);
    }

    [Fact]
    public async Task What_did_not_change_is_not_written_again()
    {
        Apply(Given.Counted());
        Answer(Given.Day());
        await ReconcileAsync();

        Time.Advance(Given.Minutes(5));
        await ReconcileAsync();

        Slos.Written.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_heartbeat_comes_with_the_second_bucket_of_an_unchanged_budget()
    {
        Apply(Given.Counted());
        BudgetLedger ledger = Given.Day();
        Answer(ledger);
        await ReconcileAsync();

        ledger.Fill(Given.Noon, Given.Noon + Given.Minutes(5), 0, 1000);
        await ReconcileAsync();
        Slos.Written.Count.ShouldBe(1);

        ledger.Fill(Given.Noon + Given.Minutes(5), Given.Noon + Given.Minutes(10), 0, 1000);
        await ReconcileAsync();
        Slos.Written.Count.ShouldBe(2);
        Status.EvaluatedAt.ShouldBe(Given.Noon + Given.Minutes(10));
    }

    [Fact]
    public async Task Exhaustion_and_recovery_are_each_told_once()
    {
        Apply(Given.Counted());
        Answer(Given.Day());
        await ReconcileAsync();

        // 12 × 250 of 288,000 failed: 120 more than may.
        Answer(Given.Day(badOfEach: 250));
        await ReconcileAsync();
        await ReconcileAsync();
        Status.Summary!.Budget.ShouldBe("-4.2%");
        EventsOf("BudgetHealthy")
            .ShouldBe([
                "shop/checkout Warning BudgetExhausted: BudgetHealthy is False: No budget left: availability.",
            ]);

        Events.Forget();
        Answer(Given.Day(badOfEach: 24));
        await ReconcileAsync();
        await ReconcileAsync();
        Status.Summary!.Budget.ShouldBe("90.0%");
        EventsOf("BudgetHealthy")
            .ShouldBe([
                "shop/checkout Normal WithinBudget: BudgetHealthy is True: Every objective has budget left.",
            ]);
    }

    [Fact]
    public async Task A_budget_that_is_exhausted_from_the_first_status_on_is_told()
    {
        Apply(Given.Counted());
        Answer(Given.Day(badOfEach: 250));

        await ReconcileAsync();

        EventsOf("BudgetHealthy")
            .ShouldBe([
                "shop/checkout Warning BudgetExhausted: BudgetHealthy is False: No budget left: availability.",
            ]);
    }

    [Fact]
    public async Task An_absent_metric_freezes_the_figures_and_makes_the_budget_unknown()
    {
        Apply(Given.Counted());
        BudgetLedger ledger = Given.Day(badOfEach: 60);
        Answer(ledger);
        await ReconcileAsync();
        ObjectiveStatus before = Status.Objectives!.Single();

        ledger.FindNothing(Given.Noon, Given.Noon + Given.Minutes(5));
        Time.Advance(Given.Minutes(5));
        await ReconcileAsync();

        Status
            .Objectives!.Single()
            .ShouldBe(
                before with
                {
                    Verdict = "MetricAbsent",
                    Message = "the total is absent since 2026-11-20T12:00:00Z",
                }
            );
        Status.EvaluatedAt.ShouldBe(Given.Noon);
        Conditions()
            .ShouldBe([
                "Ready=True/Evaluated",
                "DataFresh=False/MetricAbsent",
                "BudgetHealthy=Unknown/BudgetUnknown",
                "DeployAllowed=True/BudgetUnknown",
                "TicketsDelivered=True/Delivered",
            ]);
        Status
            .Conditions!.Select(condition => condition.LastTransitionTime)
            .ShouldBe([
                Given.Noon + TimeSpan.FromSeconds(30),
                Given.Noon + TimeSpan.FromSeconds(330),
                Given.Noon + TimeSpan.FromSeconds(330),
                Given.Noon + TimeSpan.FromSeconds(30),
                Given.Noon + TimeSpan.FromSeconds(30),
            ]);
        Events.Lines.ShouldBe([
            "shop/checkout Warning MetricAbsent: DataFresh is False: availability: the total is absent since 2026-11-20T12:00:00Z",
            "shop/checkout Warning BudgetUnknown: BudgetHealthy is Unknown: The data do not say; see DataFresh.",
            "shop/checkout Normal BudgetUnknown: DeployAllowed is True: availability cannot be judged: its metric is absent; onUnknown is Warn.",
        ]);
    }

    [Fact]
    public async Task A_metric_that_was_never_seen_is_told_and_has_no_figures()
    {
        Apply(Given.Counted());
        Answer(
            new BudgetLedger(TimeSpan.FromDays(1)).FindNothing(
                Given.Noon - Given.Hours(1),
                Given.Noon
            )
        );

        await ReconcileAsync();

        Status.Objectives.ShouldBe([
            new ObjectiveStatus
            {
                Name = "availability",
                Verdict = "MetricAbsent",
                Target = "99",
                Message = "the total was never seen: no series matches its selector",
            },
        ]);
        Status.Summary!.Budget.ShouldBe("unknown");
        Events.Lines.ShouldBe([
            "shop/checkout Warning MetricAbsent: DataFresh is False: availability: the total was never seen: no series matches its selector",
        ]);
    }

    [Fact]
    public async Task A_Prometheus_that_is_down_leaves_the_last_good_figures()
    {
        Apply(Given.Counted());
        Answer(Given.Day(badOfEach: 60));
        await ReconcileAsync();

        Answer(
            new Reading(Given.Day(badOfEach: 60))
            {
                Failure = new ReadFailure(Given.Noon, "connection refused"),
            }
        );
        await ReconcileAsync();

        Status.Summary!.Budget.ShouldBe("75.0%");
        Status
            .Objectives!.Single()
            .Message.ShouldBe("since 2026-11-20T12:00:00Z: connection refused");
        Conditions()
            .ShouldBe([
                "Ready=True/Evaluated",
                "DataFresh=False/Stale",
                "BudgetHealthy=Unknown/BudgetUnknown",
                "DeployAllowed=True/BudgetUnknown",
                "TicketsDelivered=True/Delivered",
            ]);
    }

    [Fact]
    public async Task Two_objectives_stand_in_the_order_of_the_spec_and_the_worst_in_the_summary()
    {
        Apply(Given.Counted() + "\n  " + Given.Counted("search", "95", "searches"));
        Answer(Given.Day());
        // 12 × 500 of 288,000 failed, 14,400 may: 58.3 % are left.
        Readings.Answer("searches", new Reading(Given.Day(badOfEach: 500)));

        await ReconcileAsync();

        Status
            .Objectives!.Select(objective => (objective.Name, objective.BudgetRemaining))
            .ShouldBe([("availability", "1"), ("search", "0.583333")]);
        Status.Summary!.WorstObjective.ShouldBe("search");
        Status.Summary.Budget.ShouldBe("58.3%");
    }

    [Fact]
    public async Task Nothing_is_written_before_every_objective_was_read()
    {
        Apply(Given.Counted() + "\n  " + Given.Counted("search", "95", "searches"));
        Answer(Given.Day());

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Slos.Written.ShouldBeEmpty();
        Readings.Tracked.Keys.ShouldBe([Checkout]);
    }

    [Fact]
    public async Task A_changed_spec_writes_nothing_until_its_own_metric_was_read()
    {
        Apply(Given.Counted());
        Answer(Given.Day());
        await ReconcileAsync();

        Apply(Given.Counted(total: "searches"), generation: 2);
        await ReconcileAsync();
        Status.ObservedGeneration.ShouldBe(1);
        Slos.Written.Count.ShouldBe(1);

        Readings.Answer("searches", new Reading(Given.Day(badOfEach: 60)));
        await ReconcileAsync();
        Status.ObservedGeneration.ShouldBe(2);
        Status.Summary!.Budget.ShouldBe("75.0%");
    }

    [Fact]
    public async Task A_status_that_finds_its_object_gone_is_no_news()
    {
        Apply(Given.Counted());
        Answer(Given.Day(badOfEach: 250));
        Slos.TakesWrites = false;

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Events.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_object_is_neither_read_nor_shown_any_more()
    {
        Apply(Given.Counted());
        Answer(Given.Day());
        await ReconcileAsync();

        Slos.Delete(Checkout);
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Readings.Tracked.ShouldBeEmpty();
        Gauges.Current.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_object_that_waits_for_its_deletion_counts_as_deleted()
    {
        Apply(Given.Counted());
        Answer(Given.Day());
        await ReconcileAsync();

        TeamSlo leaving = Slos.Find(Checkout)!.Value!;
        Slos.Put(
            leaving with
            {
                Metadata = leaving.Metadata with { DeletionTimestamp = Given.Noon },
            }
        );
        await ReconcileAsync();

        Readings.Tracked.ShouldBeEmpty();
        Gauges.Current.ShouldBeEmpty();
        Slos.Written.Count.ShouldBe(1);
    }
}
