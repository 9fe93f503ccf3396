using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>What the operator writes when there is nothing to say, counted at the wire: a write that changes nothing leaves no other trace.</summary>
[Collection(PipelineCollection.Name)]
public sealed class QuietTests(ControlPlaneFixture cluster, OpenShop open)
{
    /// <summary>The minutes that the longest <c>for</c> of the built-in policy takes, and some.</summary>
    private const int LongestFor = 35;

    private const int StepsAMinute = 6;

    [Fact]
    public async Task Where_nothing_changed_no_status_is_sent_but_a_heartbeat_every_ten_minutes()
    {
        ManualTimeProvider clock = new(open.Shop.Now);
        await using PrometheusFront prometheus = await PrometheusFront.StartAsync(open.Url);
        await using FrontedTeam fronted = await FrontedTeam.CreateAsync(
            cluster,
            prometheus.Url,
            clock
        );
        TeamNamespace team = fronted.Team;
        await team.ApplySloAsync([SloText.Availability("95")]);
        await team.VerdictAsync("Measured");
        await fronted.Front.CaughtUpAsync();
        int first = fronted.Front.StatusWrites.Count;

        for (int minute = 1; minute < 10; minute++)
        {
            await PassMinuteAsync(clock, prometheus, fronted);
        }

        // A conflict with it is no second write.
        await team.KubectlAsync("label", "teamslo", TeamNamespace.SloName, "tier=gold");
        await fronted.Front.CaughtUpAsync();
        int beforeHeartbeat = fronted.Front.StatusWrites.Count;
        await PassMinuteAsync(clock, prometheus, fronted);
        DateTimeOffset heartbeat = open.Shop.Now.AddMinutes(10);
        TeamSloStatus status = await team.SettledAsync(
            clock,
            seen => seen.EvaluatedAt.ShouldBe(heartbeat)
        );

        first.ShouldBe(1);
        beforeHeartbeat.ShouldBe(1);
        await fronted.Front.CaughtUpAsync();
        Written(fronted).ShouldBe(2);
        status.Only().Remaining().ShouldBe(open.Shop.TrueRemaining(status, 0.05m), 0.001m);
        team.Operator.ShouldBeWell();
    }

    [Fact]
    public async Task A_budget_with_an_incident_is_as_quiet_once_its_ticket_is_raised()
    {
        ManualTimeProvider clock = new(open.Shop.Now);
        await using PrometheusFront prometheus = await PrometheusFront.StartAsync(open.Url);
        await using FrontedTeam fronted = await FrontedTeam.CreateAsync(
            cluster,
            prometheus.Url,
            clock
        );
        TeamNamespace team = fronted.Team;
        await team.ApplySloAsync([SloText.Availability()]);
        await team.VerdictAsync("Measured");
        for (int minute = 0; minute < LongestFor; minute++)
        {
            await PassMinuteAsync(clock, prometheus, fronted);
        }

        await fronted.Front.CaughtUpAsync();
        int settled = Written(fronted);
        // The text of a ticket is written anew after an hour at the earliest.
        int tickets = fronted.Front.TicketWrites;
        for (int minute = 0; minute < 20; minute++)
        {
            await PassMinuteAsync(clock, prometheus, fronted);
        }

        TeamSloStatus status = await team.StatusAsync(_ => { });
        status.Tickets!.ShouldHaveSingleItem().Cause.ShouldBe("SingleIncident");
        // Two heartbeats, and what is written twice because the clock jumped while it was under way; not one a minute.
        (Written(fronted) - settled).ShouldBeInRange(1, 6);
        fronted.Front.TicketWrites.ShouldBe(tickets);
    }

    private static int Written(FrontedTeam fronted) =>
        fronted.Front.StatusWrites.Count(write => write.Status == 200);

    /// <summary>Each minute has a read, and each read a reconcile.</summary>
    private static async Task PassMinuteAsync(
        ManualTimeProvider clock,
        PrometheusFront prometheus,
        FrontedTeam fronted
    )
    {
        int asked = prometheus.Asked;
        for (int step = 0; step < StepsAMinute; step++)
        {
            // What is under way is not to be given up because the clock jumps.
            await fronted.Front.CaughtUpAsync();
            clock.Advance(TimeSpan.FromMinutes(1) / StepsAMinute);
            await fronted.Team.Operator.GetAsync("/healthz");
        }

        await Eventually.TrueAsync(() => prometheus.Asked > asked && prometheus.Answering == 0);
        await fronted.Team.Operator.WhenIdleAsync();
        await fronted.Team.StatusAsync(_ => { });
    }
}
