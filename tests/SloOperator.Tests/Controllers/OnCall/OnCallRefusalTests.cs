using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>What cannot be used says all that is wrong with it, shows no figures and is not tried again.</summary>
public sealed class OnCallRefusalTests : OnCallScenario
{
    private const string Bad =
        "schedule: {timeZone: Mars/Base, rotation: {type: Weekly, handoff: 'Mon 25:00', start: '2026-01-05', members: [ann, bob]}}\n  privacy: Public";

    private static readonly string[] Refused =
    [
        "Ready=False/InvalidSpec",
        "ScheduleValid=False/InvalidSpec",
        "DataFresh=Unknown/InvalidSpec",
        "LoadWithinLimit=Unknown/InvalidSpec",
        "OffHoursWithinLimit=Unknown/InvalidSpec",
        "NoisyAlerts=Unknown/InvalidSpec",
        "RotationLargeEnough=Unknown/InvalidSpec",
        "TicketsDelivered=Unknown/InvalidSpec",
    ];

    [Fact]
    public async Task An_invalid_spec_is_told_all_its_problems_at_once()
    {
        Apply(Bad);

        ReconcileResult result = await ReconcileAsync();

        string[] problems = MessageOf("Ready").Split('\n');
        problems
            .Select(problem => problem.Split(": ")[0])
            .ShouldBe(
                ["spec.privacy", "spec.schedule.timeZone", "spec.schedule.rotation.handoff"],
                ignoreOrder: true
            );
        result.ShouldBe(
            new ReconcileResult.Stalled($"3 problems in the spec, the first: {problems[0]}")
        );
        Conditions().ShouldBe(Refused);
        Status.Summary.ShouldBe(new LoadSummaryStatus { Load = "Unknown" });
        Readings.Tracked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schedule_is_not_to_blame_for_what_is_wrong_elsewhere()
    {
        Apply("privacy: Public");

        await ReconcileAsync();

        Conditions()[1].ShouldBe("ScheduleValid=Unknown/InvalidSpec");
        Events
            .Lines.Single()
            .ShouldStartWith(
                "payments/primary Warning InvalidSpec: Ready is False: spec.privacy: "
            );
    }

    [Fact]
    public async Task A_spec_that_becomes_invalid_loses_its_figures_readings_and_gauges()
    {
        Apply();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();

        Apply(Bad, generation: 2);
        await ReconcileAsync();

        Status.Incidents.ShouldBeNull();
        Status.ObservedGeneration.ShouldBe(2);
        Readings.Tracked.ShouldBeEmpty();
        Gauges.Current.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_webhook_told_outlives_a_mistake()
    {
        var kept = new WebhookStatus { Since = Given.Noon };
        Policies.Put(
            GivenLoad.Policy(Bad) with
            {
                Status = new OnCallPolicyStatus { Webhook = kept },
            }
        );

        await ReconcileAsync();

        Status.Webhook.ShouldBe(kept);
    }

    [Fact]
    public async Task An_invalid_spec_is_written_and_told_once()
    {
        Apply(Bad);

        await ReconcileAsync();
        int told = Events.Lines.Count;
        Time.Advance(Given.Minutes(10));
        await ReconcileAsync();

        Policies.Written.Count.ShouldBe(1);
        told.ShouldBe(2);
        Events.Lines.Count.ShouldBe(told);
    }

    [Fact]
    public async Task A_mended_spec_is_evaluated_again()
    {
        Apply(Bad);
        await ReconcileAsync();

        Apply(generation: 2);
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();

        Conditions()[0].ShouldBe("Ready=True/Evaluated");
        Events.Lines.ShouldContain(
            "payments/primary Normal Evaluated: Ready is True: The load is evaluated."
        );
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_is_told_what_is_wrong_with_it()
    {
        Policies.Put(
            Decoded<OnCallPolicy>.FromError(
                new ObjectMeta
                {
                    Name = "primary",
                    Namespace = "payments",
                    Uid = "uid-primary",
                    Generation = 4,
                },
                "spec.window: found 21, which is not a text"
            )
        );

        ReconcileResult result = await ReconcileAsync();

        var status = (OnCallPolicyStatus)Policies.Written.Single();
        status.ObservedGeneration.ShouldBe(4);
        status.Conditions![0].Message.ShouldBe("spec.window: found 21, which is not a text");
        status.Conditions.ShouldAllBe(condition => condition.Reason == "InvalidSpec");
        result.ShouldBeOfType<ReconcileResult.Stalled>();
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_a_problem_of_the_spec()
    {
        Apply("prometheus: metrics");

        await ReconcileAsync();

        MessageOf("Ready").ShouldStartWith("spec.prometheus: ");
    }
}
