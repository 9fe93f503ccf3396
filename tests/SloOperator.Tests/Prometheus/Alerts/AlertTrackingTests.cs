using System.Threading.Channels;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Alerts;

namespace SloOperator.Tests.Prometheus.Alerts;

/// <summary>Who is read, and when.</summary>
public sealed class AlertTrackingTests : AlertScenario
{
    [Fact]
    public async Task Nothing_is_known_before_the_first_pass()
    {
        Track(Subscription());
        Collector.Read(Payments).ShouldBeNull();

        await PassAsync("12:00:30");

        Collector.Read(Payments).ShouldNotBeNull();
        Collector.Read(Search).ShouldBeNull();
        Changed.ShouldBe([Payments]);
    }

    [Fact]
    public async Task An_equal_subscription_is_free()
    {
        Fire(At("10:00:00"), At("10:10:00"));
        Track(Subscription());
        await PassAsync("12:00:30");

        Track(Subscription());

        Incidents().Length.ShouldBe(1);
        ClientsOpened.ShouldBe(1);
    }

    [Fact]
    public async Task Another_question_starts_the_history_anew()
    {
        Fire(At("10:00:00"), At("10:10:00"));
        Track(Subscription());
        await PassAsync("12:00:30");

        Track(Subscription(selector: "ALERTS{team=\"other\"}"));
        Collector.Read(Payments).ShouldBeNull();
        await PassAsync("12:01:30");

        Incidents().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_untracked_is_neither_asked_for_nor_read()
    {
        Track(Subscription());
        await PassAsync("12:00:30");
        Prometheus.Forget();

        Collector.Untrack(Payments);
        await PassAsync("12:01:30");

        Prometheus.Requests.ShouldBeEmpty();
        Collector.Read(Payments).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_kept_of_an_owner_untracked()
    {
        Fire(At("10:00:00"), At("10:10:00"));
        Track(Subscription());
        await Collector.CollectOnceAsync(At("12:00:30"), CancellationToken.None);
        Collector.Untrack(Payments);
        Prometheus.Forget();

        Track(Subscription());
        Collector.Read(Payments).ShouldBeNull();
        await PassAsync("12:01:30");

        Prometheus.Of("Presence").Single().Start.ShouldBe(At("12:01:00", 18));
        Prometheus.Of("Counts").Single().End.ShouldBe(At("12:01:00"));
        Incidents().ShouldBe(["Slow/api 20 10:00:00-20 10:10:00, 1"]);
    }

    [Fact]
    public async Task An_owner_untracked_leaves_the_coverage_of_the_others()
    {
        Track(Subscription(), Subscription(Search));
        await Collector.CollectOnceAsync(At("12:00:30"), CancellationToken.None);
        Collector.Untrack(Payments);
        Prometheus.Forget();

        await PassAsync("12:01:30");

        Prometheus.Of("Presence").Single().Start.ShouldBe(At("11:55:00"));
        Prometheus.Of("Samples").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_endpoint_is_asked_from_the_start()
    {
        await using FakeAlerts other = await FakeAlerts.StartAsync();
        Track(Subscription());
        await PassAsync("12:00:30");
        Prometheus.Forget();

        Track(Subscription() with { Endpoint = Endpoint with { Url = other.Url } });
        Collector.Read(Payments).ShouldBeNull();
        await PassAsync("12:01:30");

        Prometheus.Requests.ShouldBeEmpty();
        other.Of("Counts").Count.ShouldBe(1);
        ClientsOpened.ShouldBe(2);
        Collector.Read(Payments).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_new_subscription_is_read_at_once_and_then_every_minute()
    {
        await RunAsync(async changes =>
        {
            Track(Subscription());
            (await changes.ReadAsync()).ShouldBe(Payments);
            Read().Known.End.ShouldBe(At("12:00:00"));

            Time.Advance(TimeSpan.FromMinutes(1));
            (await changes.ReadAsync()).ShouldBe(Payments);
            Read().Known.End.ShouldBe(At("12:01:00"));

            Time.Advance(TimeSpan.FromMinutes(1));
            (await changes.ReadAsync()).ShouldBe(Payments);
            Read().Known.End.ShouldBe(At("12:02:00"));
        });
    }

    [Fact]
    public async Task Who_comes_between_two_ticks_is_read_soon_and_the_others_are_left_alone()
    {
        await RunAsync(async changes =>
        {
            Track(Subscription());
            (await changes.ReadAsync()).ShouldBe(Payments);
            Time.Advance(TimeSpan.FromSeconds(10));
            Prometheus.Forget();

            Track(Subscription(Search, "ALERTS{team=\"search\"}"));
            Time.Advance(TimeSpan.FromMilliseconds(100));

            (await changes.ReadAsync()).ShouldBe(Search);
            Prometheus.Of("Counts").Single().Selector.ShouldBe("ALERTS{team=\"search\"}");
        });
    }

    [Fact]
    public async Task A_slow_endpoint_holds_up_only_its_own()
    {
        await using FakeAlerts slow = await FakeAlerts.StartAsync();
        slow.Gate = new TaskCompletionSource().Task;
        await RunAsync(async changes =>
        {
            Track(Subscription(Search) with { Endpoint = Endpoint with { Url = slow.Url } });
            Track(Subscription());

            (await changes.ReadAsync()).ShouldBe(Payments);
            Collector.Read(Search).ShouldBeNull();
        });
    }

    [Fact]
    public async Task What_was_tracked_before_the_start_is_read_at_the_start()
    {
        Track(Subscription());

        await RunAsync(async changes => (await changes.ReadAsync()).ShouldBe(Payments));
    }

    [Fact]
    public async Task An_owner_that_comes_again_is_read_again()
    {
        await RunAsync(async changes =>
        {
            Track(Subscription());
            await changes.ReadAsync();
            Collector.Untrack(Payments);
            AlertSubscription again = Subscription();

            Track(again);

            (await changes.ReadAsync()).ShouldBe(Payments);
            Collector.Read(Payments).ShouldNotBeNull();
        });
    }

    private async Task RunAsync(Func<ChannelReader<ResourceName>, Task> act)
    {
        var changes = Channel.CreateUnbounded<ResourceName>();
        Collector.Changed += name => changes.Writer.TryWrite(name);
        using var stop = new CancellationTokenSource();
        Task loop = Collector.RunAsync(stop.Token);
        await act(changes.Reader).WaitAsync(Patience);
        await stop.CancelAsync();
        await loop.WaitAsync(Patience);
    }
}
