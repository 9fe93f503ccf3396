using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>An API server that is there but of no use for minutes. The operator's clock is the test's; the twin's operator is not disturbed.</summary>
[Collection(PipelineCollection.Name)]
public sealed class OverloadTests(ControlPlaneFixture cluster, OpenShop open)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a watch may last, and what it is given beyond.</summary>
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(11);

    [Fact]
    public async Task After_two_minutes_of_429_what_was_missed_is_made_up_for_without_a_new_list()
    {
        ManualTimeProvider clock = new(open.Shop.Now);
        await using FrontedTeam fronted = await FrontedTeam.CreateAsync(cluster, open.Url, clock);
        await MeasuredAsync(fronted.Team);
        ManualTimeProvider twinClock = new(open.Shop.Now);
        await using TeamNamespace twin = await TwinAsync(twinClock);
        int lists = fronted.Front.Calls.Count(call => call.IsList);
        int calls = fronted.Front.Calls.Count;

        await fronted.Front.OverloadAsync();
        await EditAsync(fronted.Team);
        await AdvanceAsync(clock, TimeSpan.FromMinutes(2), fronted.Team);
        int[] refused =
        [
            .. fronted
                .Front.Calls.Skip(calls)
                .Where(call => call.Status == 429)
                .CountBy(call => call.Path)
                .Select(path => path.Value),
        ];
        long? observed = (await fronted.FindAsync())?.Status?.ObservedGeneration;
        fronted.Front.Relieve();
        await AdvanceAsync(clock, Recovery, fronted.Team);
        TeamSloStatus status = await EditedAsync(fronted.Team, clock);

        observed.ShouldBe(1);
        // Of each kind there is one watch, which waits longer from time to time.
        refused.Max().ShouldBeInRange(2, 15);
        fronted.Front.Calls.Count(call => call.IsList).ShouldBe(lists);
        status.ShouldEqualTwin(await EditedAsync(twin, twinClock));
        fronted.Team.Operator.ShouldBeWell();
    }

    [Fact]
    public async Task A_watch_that_tells_nothing_any_more_is_given_up_and_what_it_missed_is_found()
    {
        ManualTimeProvider clock = new(open.Shop.Now);
        await using FrontedTeam fronted = await FrontedTeam.CreateAsync(cluster, open.Url, clock);
        await MeasuredAsync(fronted.Team);

        fronted.Front.SilenceWatches();
        await EditAsync(fronted.Team);
        await AdvanceAsync(clock, TimeSpan.FromMinutes(1), fronted.Team);
        long? observed = (await fronted.FindAsync())?.Status?.ObservedGeneration;
        fronted.Front.LetNewWatchesSpeak();
        await AdvanceAsync(clock, LongestWatch, fronted.Team);
        TeamSloStatus status = await EditedAsync(fronted.Team, clock);

        observed.ShouldBe(1);
        status.Only().Verdict.ShouldBe("Measured");
        status.Only().Remaining().ShouldBe(open.Shop.TrueRemaining(status, 0.01m), 0.001m);
        fronted.Team.Operator.ShouldBeWell();
    }

    private static async Task MeasuredAsync(TeamNamespace team)
    {
        await team.ApplySloAsync([SloText.Availability()]);
        await team.VerdictAsync("Measured");
    }

    private static Task EditAsync(TeamNamespace team) =>
        team.ApplySloAsync([SloText.Availability("99")]);

    private static Task<TeamSloStatus> EditedAsync(TeamNamespace team, ManualTimeProvider clock) =>
        team.SettledAsync(
            clock,
            status =>
            {
                status.ObservedGeneration.ShouldBe(2);
                status.Only().Target.ShouldBe("99");
            }
        );

    /// <summary>Second by second, as far as the operator's own waiting goes: between two, others may do what they have to.</summary>
    private static async Task AdvanceAsync(
        ManualTimeProvider clock,
        TimeSpan by,
        TeamNamespace team
    )
    {
        TimeSpan step = by > TimeSpan.FromMinutes(5) ? 10 * Second : Second;
        for (TimeSpan passed = TimeSpan.Zero; passed < by; passed += step)
        {
            clock.Advance(step);
            await team.Operator.GetAsync("/healthz");
        }
    }

    /// <summary>At the same time, by another operator whose way to the API server is free.</summary>
    private async Task<TeamNamespace> TwinAsync(ManualTimeProvider clock)
    {
        TeamNamespace twin = await TeamNamespace.CreateAsync(cluster, clock);
        await twin.AddEndpointAsync(open.Url);
        await MeasuredAsync(twin);
        await EditAsync(twin);
        return twin;
    }
}
