using SloOperator.Domain.OnCall;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Alerts;

namespace SloOperator.Tests.Prometheus.Alerts;

/// <summary>What is asked in a pass, and what comes of the answers.</summary>
public sealed class AlertPassTests : AlertScenario
{
    private static readonly TimeSpan SixHours = TimeSpan.FromHours(6);

    [Fact]
    public async Task The_first_pass_asks_where_samples_are_and_then_for_those_parts_alone()
    {
        Fire(At("08:00:00", 19), At("08:05:00", 19));
        Fire(At("10:00:00"), At("10:10:00"));
        Track(Subscription());

        await PassAsync("12:00:30");

        AlertRequest counts = Prometheus.Of("Counts").ShouldHaveSingleItem();
        (counts.Range, counts.Step).ShouldBe((SixHours, SixHours));
        (counts.Start, counts.End).ShouldBe((At("12:00:00", 18), At("12:00:00")));
        Prometheus
            .Of("Samples")
            .Select(request => (request.Range, request.End))
            .ShouldBe([(SixHours, At("12:00:00", 19)), (SixHours, At("12:00:00"))]);
        Incidents()
            .ShouldBe([
                "Slow/api 19 08:00:00-19 08:05:00, 1",
                "Slow/api 20 10:00:00-20 10:10:00, 1",
            ]);
    }

    [Fact]
    public async Task Where_nothing_fired_no_sample_is_asked_for()
    {
        Track(Subscription());

        await PassAsync("12:00:30");

        Prometheus.Of("Samples").ShouldBeEmpty();
        Read().Incidents.ShouldBeEmpty();
        Read().Known.ShouldBe(new TimeRange(At("12:00:00", 18), At("12:00:00")));
    }

    [Fact]
    public async Task Coverage_is_when_the_watchdog_was_seen()
    {
        Watch(At("00:00:00", 18), At("20:00:00", 18));
        Watch(At("21:30:00", 18), At("12:00:00"));
        Track(Subscription());

        await PassAsync("12:00:30");

        Read()
            .Covered.ShouldBe([
                new TimeRange(At("12:00:00", 18), At("20:00:00", 18)),
                new TimeRange(At("21:29:00", 18), At("12:00:00")),
            ]);
    }

    [Fact]
    public async Task The_second_pass_reads_what_lies_before_the_window()
    {
        Fire(At("05:00:00", 17), At("05:03:00", 17));
        Track(Subscription());
        await PassAsync("12:00:30");
        Incidents().ShouldBeEmpty();

        await PassAsync("12:01:30");

        Prometheus.Of("Counts")[0].End.ShouldBe(At("12:00:00", 18));
        Incidents().ShouldBe(["Slow/api 17 05:00:00-17 05:03:00, 1"]);
        Read().Known.ShouldBe(new TimeRange(At("12:01:00", 16), At("12:01:00")));
    }

    [Fact]
    public async Task A_later_pass_is_two_requests_for_what_is_new_and_one_merge_gap()
    {
        await ReadAllAsync(Subscription());

        await PassAsync("12:01:30");

        Prometheus.Requests.Count.ShouldBe(2);
        AlertRequest samples = Prometheus.Of("Samples").Single();
        (samples.End, samples.Range).ShouldBe((At("12:01:00"), TimeSpan.FromMinutes(6)));
        AlertRequest presence = Prometheus.Of("Presence").Single();
        (presence.Start, presence.End).ShouldBe((At("11:55:00"), At("12:01:00")));
    }

    [Fact]
    public async Task Policies_with_the_same_watchdog_share_its_request()
    {
        await ReadAllAsync(Subscription(), Subscription(Search, "ALERTS{team=\"search\"}"));

        await PassAsync("12:01:30");

        Prometheus.Of("Presence").Count.ShouldBe(1);
        Prometheus.Of("Samples").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Policies_with_another_watchdog_ask_for_their_own()
    {
        await ReadAllAsync(Subscription(), Subscription(Search, watchdog: "up"));

        await PassAsync("12:01:30");

        Prometheus
            .Of("Presence")
            .Select(request => request.Selector)
            .ShouldBe([Watchdog, "up"], ignoreOrder: true);
    }

    [Fact]
    public async Task Tenants_that_the_headers_tell_apart_share_nothing()
    {
        EndpointOptions perTenant = Endpoint with
        {
            Headers = [new HeaderTemplate("X-Scope-OrgID", "$namespace")],
        };
        await ReadAllAsync(
            Subscription() with
            {
                Endpoint = perTenant,
            },
            Subscription(Search) with
            {
                Endpoint = perTenant,
            }
        );

        await PassAsync("12:01:30");

        Prometheus
            .Of("Presence")
            .Select(request => request.TenantHeader)
            .ShouldBe(["payments", "search"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_asked_for_in_halves()
    {
        Prometheus.MostSamples = 20;
        Fire(At("10:00:00"), At("10:49:00"));
        Track(Subscription());

        await PassAsync("12:00:30");

        Read().Failure.ShouldBeNull();
        Incidents().ShouldBe(["Slow/api 20 10:00:00-20 10:49:00, 1"]);
        Prometheus.Of("Samples").Max(request => request.Range).ShouldBe(SixHours);
        Prometheus.Of("Samples").Min(request => request.Range).ShouldBeLessThan(Given(50));
    }

    [Fact]
    public async Task A_minute_that_is_too_large_is_a_failure()
    {
        Prometheus.MostSamples = 0;
        Fire(At("10:00:00"), At("10:10:00"));
        Track(Subscription());

        await PassAsync("12:00:30");

        Read().Failure.ShouldNotBeNull().Reason.ShouldContain("query");
        Prometheus.Of("Samples").ShouldAllBe(request => request.Range > Given(0.4));
    }

    [Fact]
    public async Task An_alert_that_both_replicas_saw_is_one_incident_and_one_onset()
    {
        Fire(At("10:00:00"), At("10:10:00"), "api", ("replica", "0"));
        Fire(At("10:00:20"), At("10:09:20"), "api", ("replica", "1"));
        Track(Subscription());

        await PassAsync("12:00:30");

        Incidents().ShouldBe(["Slow/api 20 10:00:00-20 10:10:00, 1"]);
        Read().UpperStarts.ShouldBe([At("10:00:00")]);
    }

    [Fact]
    public async Task A_replica_that_restarted_meanwhile_makes_no_second_incident()
    {
        Fire(At("10:00:00"), At("10:03:00"), "api", ("replica", "0"));
        Fire(At("10:12:00"), At("10:20:00"), "api", ("replica", "0"));
        Fire(At("10:00:20"), At("10:20:20"), "api", ("replica", "1"));
        Track(Subscription());

        await PassAsync("12:00:30");

        Incidents().ShouldBe(["Slow/api 20 10:00:00-20 10:20:20, 1"]);
    }

    [Fact]
    public async Task Pods_that_follow_each_other_are_one_incident_with_an_onset_each()
    {
        Fire(At("10:00:00"), At("10:05:00"), "api", ("pod", "a"));
        Fire(At("10:08:00"), At("10:15:00"), "api", ("pod", "b"));
        Fire(At("10:00:00"), At("10:05:00"), "web", ("pod", "c"));
        Track(Subscription());

        await PassAsync("12:00:30");

        Incidents()
            .ShouldBe([
                "Slow/api 20 10:00:00-20 10:15:00, 2",
                "Slow/web 20 10:00:00-20 10:05:00, 1",
            ]);
        Read().UpperStarts.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_alert_across_the_edge_of_two_parts_is_one_incident(bool takesLeftEdge)
    {
        Prometheus.TakesLeftEdge = takesLeftEdge;
        Fire(At("05:50:00"), At("06:10:00"));
        Track(Subscription());

        await PassAsync("12:00:30");

        Incidents().ShouldBe(["Slow/api 20 05:50:00-20 06:10:00, 1"]);
        Prometheus.Of("Samples").Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_incident_stays_open_across_passes_and_closes_at_its_last_sample()
    {
        Fire(At("11:55:00"), At("12:10:00"));
        Track(Subscription());

        await PassAsync("12:00:30");
        Incidents().ShouldBe(["Slow/api 20 11:55:00-, 1"]);
        await PassAsync("12:10:30");
        Incidents().ShouldBe(["Slow/api 20 11:55:00-, 1"]);
        await PassAsync("12:20:30");
        Incidents().ShouldBe(["Slow/api 20 11:55:00-20 12:10:00, 1"]);
    }

    [Fact]
    public async Task Samples_that_came_late_by_less_than_the_merge_gap_are_seen()
    {
        await ReadAllAsync(Subscription());
        Fire(At("11:56:00"), At("11:57:00"));

        await PassAsync("12:01:30");

        Incidents().ShouldBe(["Slow/api 20 11:56:00-20 11:57:00, 1"]);
    }

    [Fact]
    public async Task What_ended_before_the_lookback_is_let_go()
    {
        Fire(At("11:30:00", 16), At("11:59:00", 16));
        Fire(At("12:30:00", 16), At("12:35:00", 16));
        Fire(At("20:00:00", 16), At("20:05:00", 16));
        await ReadAllAsync(Subscription());
        Incidents().Length.ShouldBe(3);

        await PassAsync("13:00:30");

        Incidents().ShouldBe(["Slow/api 16 20:00:00-16 20:05:00, 1"]);
    }

    private static TimeSpan Given(double minutes) => TimeSpan.FromMinutes(minutes);

    /// <summary>As of noon; what was asked so far is forgotten.</summary>
    private async Task ReadAllAsync(params AlertSubscription[] subscriptions)
    {
        Track(subscriptions);
        await Collector.CollectOnceAsync(At("12:00:30"), CancellationToken.None);
        Prometheus.Forget();
    }
}
