using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Tests.Controllers;

/// <summary>What cannot be used says all that is wrong with it, shows no figures and is not tried again.</summary>
public sealed class TeamSloRefusalTests : TeamSloScenario
{
    [Fact]
    public async Task An_invalid_spec_is_told_all_its_problems_at_once()
    {
        Apply(Given.Counted(target: "101") + "\n  " + Given.Counted("Search"));

        ReconcileResult result = await ReconcileAsync();

        string[] problems = Status.Conditions![0].Message.Split('\n');
        problems
            .Select(problem => problem.Split(": ")[0])
            .ShouldBe(["spec.objectives[0].target", "spec.objectives[1].name"]);
        result.ShouldBe(
            new ReconcileResult.Stalled($"2 problems in the spec, the first: {problems[0]}")
        );
        Conditions()
            .ShouldBe([
                "Ready=False/InvalidSpec",
                "DataFresh=Unknown/InvalidSpec",
                "BudgetHealthy=Unknown/InvalidSpec",
                "DeployAllowed=Unknown/InvalidSpec",
                "TicketsDelivered=Unknown/InvalidSpec",
            ]);
        Status.Summary!.Budget.ShouldBe("unknown");
        Events
            .Lines.Single()
            .ShouldStartWith(
                "shop/checkout Warning InvalidSpec: Ready is False: spec.objectives[0].target: "
            );
    }

    [Fact]
    public async Task A_spec_that_becomes_invalid_loses_its_figures_readings_and_gauges()
    {
        Apply(Given.Counted());
        Answer(Given.Day());
        await ReconcileAsync();

        Apply(Given.Counted(target: "101"), generation: 2);
        await ReconcileAsync();

        Status.Objectives.ShouldBeNull();
        Status.ObservedGeneration.ShouldBe(2);
        Readings.Tracked.ShouldBeEmpty();
        Gauges.Current.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mended_spec_is_evaluated_again()
    {
        Apply(Given.Counted(target: "101"));
        await ReconcileAsync();
        Events.Forget();

        Apply(Given.Counted(), generation: 2);
        Answer(Given.Day());
        await ReconcileAsync();

        Conditions()
            .ShouldBe([
                "Ready=True/Evaluated",
                "DataFresh=True/AllMeasured",
                "BudgetHealthy=True/WithinBudget",
                "DeployAllowed=True/WithinBudget",
                "TicketsDelivered=True/NoTickets",
            ]);
        Events.Lines.ShouldBe([
            "shop/checkout Normal Evaluated: Ready is True: The objectives are evaluated.",
            "shop/checkout Normal AllMeasured: DataFresh is True: Every objective is measured.",
            "shop/checkout Normal WithinBudget: BudgetHealthy is True: Every objective has budget left.",
            "shop/checkout Normal WithinBudget: DeployAllowed is True: No tier of policy default stands against a change.",
            "shop/checkout Normal NoTickets: TicketsDelivered is True: Nothing asks for a ticket.",
        ]);
    }

    [Fact]
    public async Task An_invalid_spec_is_written_and_told_once()
    {
        Apply(Given.Counted(target: "101"));

        await ReconcileAsync();
        Time.Advance(Given.Minutes(10));
        await ReconcileAsync();

        Slos.Written.Count.ShouldBe(1);
        Events.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_object_that_cannot_be_decoded_is_told_what_is_wrong_with_it()
    {
        PutUndecodable("spec.objectives[0].target: found 99, which is not a text");

        ReconcileResult result = await ReconcileAsync();

        TeamSloStatus status = Written();
        status
            .Conditions![0]
            .Message.ShouldBe("spec.objectives[0].target: found 99, which is not a text");
        status
            .Conditions.Select(condition => condition.Reason)
            .ShouldAllBe(reason => reason == "InvalidSpec");
        status.ObservedGeneration.ShouldBe(4);
        result.ShouldBeOfType<ReconcileResult.Stalled>();
        Events.Lines.Single().ShouldStartWith("shop/checkout Warning InvalidSpec: ");
    }

    [Fact]
    public async Task An_object_that_cannot_be_decoded_is_told_so_once()
    {
        PutUndecodable("spec: wrong");

        await ReconcileAsync();
        Time.Advance(Given.Minutes(10));
        await ReconcileAsync();

        Slos.Written.Count.ShouldBe(1);
        Events.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_mistake_in_an_object_that_cannot_be_decoded_keeps_the_time_it_became_so()
    {
        PutUndecodable("spec: wrong");
        await ReconcileAsync();
        Time.Advance(Given.Minutes(10));

        PutUndecodable("spec: worse");
        await ReconcileAsync();

        Slos.Written.Count.ShouldBe(2);
        Written().Conditions![0].Message.ShouldBe("spec: worse");
        Written().Conditions![0].LastTransitionTime.ShouldBe(Given.Noon + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_object_that_cannot_be_decoded_and_was_made_again_is_told_anew()
    {
        PutUndecodable("spec: wrong");
        await ReconcileAsync();

        PutUndecodable("spec: wrong", uid: "another");
        await ReconcileAsync();

        Slos.Written.Count.ShouldBe(2);
        Events.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_object_that_becomes_undecodable_is_neither_read_nor_shown_any_more()
    {
        Apply(Given.Counted());
        Answer(Given.Day());
        await ReconcileAsync();

        PutUndecodable("spec: wrong");
        await ReconcileAsync();

        Readings.Tracked.ShouldBeEmpty();
        Gauges.Current.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_endpoint_is_a_problem_until_it_appears()
    {
        Apply(Given.Counted(), fields: "prometheus: metrics");
        Answer(Given.Day());
        await ReconcileAsync();
        Status
            .Conditions![0]
            .Message.ShouldStartWith(
                "spec.prometheus: no PrometheusEndpoint \"metrics\" is there for the namespace shop"
            );

        Endpoints.Put(Given.Endpoint("metrics"));
        await ReconcileAsync();

        Conditions()[0].ShouldBe("Ready=True/Evaluated");
        Status.Summary!.Budget.ShouldBe("100.0%");
    }

    [Fact]
    public async Task A_threshold_off_the_boundaries_is_told_with_those_that_exist_while_reading_goes_on()
    {
        const string problem =
            "threshold 0.3 s is not a bucket boundary of latency; it has 0.1, 0.5";
        Apply(
            "- {name: speed, target: \"99\", indicator: {latency: {histogram: latency, threshold: 300ms}}}"
        );
        Readings.Answer(
            "latency",
            new Reading(new BudgetLedger(TimeSpan.FromDays(1))) { Unusable = problem }
        );

        ReconcileResult result = await ReconcileAsync();

        result.ShouldBeOfType<ReconcileResult.Done>();
        Status.Conditions![0].Reason.ShouldBe("InvalidSpec");
        Status
            .Conditions[0]
            .Message.ShouldBe($"spec.objectives[0].indicator.latency.threshold: {problem}");
        Readings.Tracked.Keys.ShouldBe([Checkout]);
        Gauges.Current.ShouldBeEmpty();

        Readings.Answer("latency", new Reading(Given.Day()));
        await ReconcileAsync();
        Conditions()[0].ShouldBe("Ready=True/Evaluated");
        Gauges.Current.Keys.ShouldBe([Checkout]);
    }

    private void PutUndecodable(string error, string uid = "uid-checkout") =>
        Slos.Put(
            Decoded<TeamSlo>.FromError(
                new ObjectMeta
                {
                    Namespace = "shop",
                    Name = "checkout",
                    Uid = uid,
                    Generation = 4,
                },
                error
            )
        );

    private TeamSloStatus Written() => (TeamSloStatus)Slos.Written.Last();
}
