using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Testing;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Budgets;

/// <summary>What happens as time goes on: the operator's clock is the test's, the servers are real.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class FreshnessTests(ControlPlaneFixture cluster)
{
    private const string Lasting = "lasting";

    // A request under way when the clock is moved is not to be given up.
    private const string Patient = "limits: {timeout: 2m}";

    // From one pass of the collector to the next.
    private static readonly TimeSpan Pass = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Vanished_series_are_noticed_within_two_passes_and_the_budget_is_frozen()
    {
        Shop shop = Shop.OfOneDay();
        DateTimeOffset end = shop.Now.AddMinutes(1);
        shop.Good().PerMinute(60).VanishesAt(end);
        shop.Bad().PerMinute(0.03m).VanishesAt(end);
        shop.History.Counter("other_requests_total").PerMinute(60);
        ManualTimeProvider clock = new(shop.Now);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster, clock);
        await team.AddEndpointAsync(prometheus.Url, Patient);
        await team.ApplySloAsync([SloText.Availability()]);
        await team.ApplySloAsync([Other()], name: Lasting);
        await team.VerdictAsync("Measured");

        // The last five minutes that hold a sample end at 5:59.
        clock.Advance(TimeSpan.FromMinutes(5.5));
        TeamSloStatus last = await team.StatusAsync(status => IsAt(status, shop.Now.AddMinutes(5)));
        last.ConditionOf("DataFresh").ShouldBe("True/AllMeasured");
        clock.Advance(Pass);
        clock.Advance(Pass);
        TeamSloStatus gone = await team.VerdictAsync("MetricAbsent");
        await MoveAsync(
            team,
            clock,
            TimeSpan.FromMinutes(5),
            other => other.EvaluatedAt.ShouldNotBeNull().ShouldBeGreaterThan(shop.Now.AddHours(1)),
            Lasting
        );
        TeamSloStatus later = await PassUntilAsync(team, clock, "MetricAbsent");

        gone.ConditionOf("DataFresh").ShouldBe("False/MetricAbsent");
        gone.ConditionOf("BudgetHealthy").ShouldBe("Unknown/BudgetUnknown");
        gone.Only().BudgetRemaining.ShouldBe(last.Only().BudgetRemaining);
        later.EvaluatedAt.ShouldBe(last.EvaluatedAt);
        later.Only().BudgetRemaining.ShouldBe(last.Only().BudgetRemaining);
    }

    [Fact]
    public async Task A_Prometheus_that_goes_down_leaves_the_last_good_figures_until_it_is_back()
    {
        Shop shop = Shop.OfOneDay().IsOpen();
        ManualTimeProvider clock = new(shop.Now);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster, clock);
        await team.AddEndpointAsync(prometheus.Url, Patient);
        await team.ApplySloAsync([SloText.Availability()]);
        TeamSloStatus good = await team.VerdictAsync("Measured");

        await prometheus.KillAsync();
        TeamSloStatus stale = await PassUntilAsync(team, clock, "Stale");
        await prometheus.RestartAsync();
        TeamSloStatus back = await PassUntilAsync(team, clock, "Measured");

        stale.ConditionOf("DataFresh").ShouldBe("False/Stale");
        stale.ConditionOf("BudgetHealthy").ShouldBe("Unknown/BudgetUnknown");
        stale.Only().BudgetRemaining.ShouldBe(good.Only().BudgetRemaining);
        stale.EvaluatedAt.ShouldBe(good.EvaluatedAt);
        stale.Only().Message.ShouldNotBeNull().ShouldContain("connection refused");
        back.ConditionOf("DataFresh").ShouldBe("True/AllMeasured");
        back.Only().Remaining().ShouldBe(shop.TrueRemaining(back), 0.001m);
    }

    [Fact]
    public async Task An_edited_label_changes_no_number_and_writes_no_status()
    {
        Shop shop = Shop.OfOneDay().IsOpen();
        shop.History.Counter("other_requests_total").PerMinute(60);
        ManualTimeProvider clock = new(shop.Now);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster, clock);
        await team.AddEndpointAsync(prometheus.Url, Patient);
        await team.ApplySloAsync([SloText.Availability("95")]);
        TeamSloStatus before = await team.VerdictAsync("Measured");

        await team.KubectlAsync("label", "teamslo", TeamNamespace.SloName, "tier=gold");
        string? edited = (await FindAsync(team)).Metadata.ResourceVersion;
        // Watched after the label in the same stream: when this one has its status, the label was seen.
        await team.ApplySloAsync([Other()], name: Lasting);
        await PassUntilAsync(team, clock, "Measured", Lasting);
        TeamSlo after = await FindAsync(team);

        after.Metadata.Labels.ShouldNotBeNull()["tier"].ShouldBe("gold");
        after.Metadata.ResourceVersion.ShouldBe(edited);
        after.Status.ShouldNotBeNull().Only().ShouldBe(before.Only());
    }

    private static string Other() =>
        SloText.Objective(
            "other",
            "99.9",
            "events: {errors: 'none_total', total: 'other_requests_total'}"
        );

    private static void IsAt(TeamSloStatus status, DateTimeOffset time) =>
        status.EvaluatedAt.ShouldBe(time);

    private static async Task<TeamSlo> FindAsync(
        TeamNamespace team,
        string name = TeamNamespace.SloName
    ) =>
        (
            await team.Slos.GetAsync(new ResourceName(team.Name, name), CancellationToken.None)
        ).ShouldNotBeNull();

    private static Task<TeamSloStatus> PassUntilAsync(
        TeamNamespace team,
        ManualTimeProvider clock,
        string verdict,
        string name = TeamNamespace.SloName
    ) => MoveAsync(team, clock, Pass, status => status.Only().Verdict.ShouldBe(verdict), name);

    /// <summary>Lets time go by step by step until the assertion holds; not so much that the history ends.</summary>
    private static async Task<TeamSloStatus> MoveAsync(
        TeamNamespace team,
        ManualTimeProvider clock,
        TimeSpan step,
        Action<TeamSloStatus> assertion,
        string name
    )
    {
        TeamSloStatus? seen = null;
        int steps = (int)(TimeSpan.FromMinutes(75) / step);
        await Eventually.HoldsAsync(
            async () =>
            {
                await team.Operator.WhenIdleAsync();
                if (steps-- > 0)
                {
                    clock.Advance(step);
                }

                seen = (await FindAsync(team, name)).Status.ShouldNotBeNull();
                assertion(seen);
            },
            TeamNamespace.Deadline
        );
        return seen!;
    }
}
