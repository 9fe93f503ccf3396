using SloOperator.EndToEnd.Tests.Budgets;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>A wall clock that jumps, and samples that come late: what is computed afterwards is the log of all events.</summary>
[Collection(PipelineCollection.Name)]
public sealed class ClockTests(ControlPlaneFixture cluster)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task After_a_clock_that_jumped_is_put_right_the_budget_is_that_of_the_event_log(
        int hours
    )
    {
        Shop shop = BusyUntil(TimeSpan.FromMinutes(30));
        ManualTimeProvider clock = new(shop.Now);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using PrometheusFront front = await PrometheusFront.StartAsync(prometheus.Url);
        await using TeamNamespace team = await MeasuredAsync(front, clock);

        clock.JumpWallClock(hours * Hour);
        await PassAsync(clock, team, front, minutes: 5);
        TeamSloStatus astray = await team.SettledAsync(
            clock,
            seen =>
            {
                seen.Only().Verdict.ShouldBe(hours > 0 ? "MetricAbsent" : "Measured");
                // Of the hour that is thought to be now, or of the last that there is anything of.
                (seen.EvaluatedAt < shop.Now).ShouldBe(hours < 0);
            }
        );
        clock.JumpWallClock(-hours * Hour);
        await PassAsync(clock, team, front, minutes: 15);
        TeamSloStatus status = await team.SettledAsync(
            clock,
            seen =>
            {
                seen.Only().Verdict.ShouldBe("Measured");
                seen.EvaluatedAt.ShouldNotBeNull()
                    .ShouldBeGreaterThanOrEqualTo(shop.Now.AddMinutes(15));
            }
        );

        astray.Only().Remaining().ShouldBe(shop.TrueRemaining(astray), 0.001m);
        status.Only().Remaining().ShouldBe(shop.TrueRemaining(status), 0.001m);
        await EqualsATwinAsync(status, clock, prometheus);
        team.Operator.ShouldBeWell();
    }

    [Fact]
    public async Task Samples_that_come_late_are_counted_as_if_they_had_not()
    {
        Shop shop = BusyUntil(TimeSpan.FromHours(2));
        Shop late = BusyUntil(TimeSpan.FromMinutes(3));
        ManualTimeProvider clock = new(shop.Now);
        await using PrometheusServer lagging = await PrometheusServer.StartAsync(late.History);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using PrometheusFront front = await PrometheusFront.StartAsync(lagging.Url);
        await using TeamNamespace team = await MeasuredAsync(front, clock);

        await PassAsync(clock, team, front, minutes: 9);
        TeamSloStatus before = await team.SettledAsync(clock, _ => { });
        front.Redirect(prometheus.Url);
        await PassAsync(clock, team, front, minutes: 1);
        TeamSloStatus status = await team.SettledAsync(
            clock,
            seen => seen.EvaluatedAt.ShouldBe(shop.Now.AddMinutes(10))
        );

        before.Only().TotalEvents.ShouldNotBe(status.Only().TotalEvents);
        status.Only().Remaining().ShouldBe(shop.TrueRemaining(status), 0.001m);
        await EqualsATwinAsync(status, clock, prometheus);
        team.Operator.ShouldBeWell();
    }

    /// <summary>Failing at different rates, so that hours are not alike; nothing is scraped after the end.</summary>
    private static Shop BusyUntil(TimeSpan end)
    {
        Shop shop = Shop.OfOneDay();
        DateTimeOffset last = shop.Now + end;
        shop.Good().PerMinute(600).VanishesAt(last);
        shop.Bad()
            .PerMinute(0.2m)
            .PerMinute(2, shop.Now.AddHours(-2), shop.Now.AddHours(-1))
            .VanishesAt(last);
        return shop;
    }

    private async Task<TeamNamespace> MeasuredAsync(PrometheusFront front, ManualTimeProvider clock)
    {
        TeamNamespace team = await TeamNamespace.CreateAsync(cluster, clock);
        await team.AddEndpointAsync(front.Url, "limits: {timeout: 2m}");
        await team.ApplySloAsync([SloText.Availability()]);
        await team.AtRestAsync(clock);
        return team;
    }

    private static async Task PassAsync(
        ManualTimeProvider clock,
        TeamNamespace team,
        PrometheusFront front,
        int minutes
    )
    {
        for (int minute = 0; minute < minutes; minute++)
        {
            int asked = front.Asked;
            clock.Advance(Minute);
            await Eventually.TrueAsync(() => front.Asked > asked && front.Answering == 0);
            await team.Operator.WhenIdleAsync();
            await team.StatusAsync(_ => { });
        }
    }

    /// <summary>An operator that starts now and asks a Prometheus that has it all.</summary>
    private async Task EqualsATwinAsync(
        TeamSloStatus status,
        ManualTimeProvider clock,
        PrometheusServer prometheus
    )
    {
        ManualTimeProvider then = new(status.EvaluatedAt.ShouldNotBeNull());
        await using TeamNamespace twin = await TeamNamespace.CreateAsync(cluster, then);
        await twin.AddEndpointAsync(prometheus.Url, "limits: {timeout: 2m}");
        await twin.ApplySloAsync([SloText.Availability()]);
        status.ShouldEqualTwin(await twin.VerdictAsync("Measured"));
    }
}
