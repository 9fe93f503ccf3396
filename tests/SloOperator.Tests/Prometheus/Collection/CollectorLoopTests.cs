using System.Threading.Channels;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class CollectorLoopTests : CollectorScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private protected override EndpointOptions Endpoint =>
        base.Endpoint with
        {
            Limits = base.Endpoint.Limits with { Timeout = TimeSpan.FromHours(2) },
        };

    [Fact]
    public async Task A_new_subscription_is_read_at_once()
    {
        Prometheus.Series(Total, 100);
        await RunAsync(async changes =>
        {
            Track(Errors());

            (await changes.ReadAsync()).ShouldBe(Shop);
            Read().Ledger.ReadThrough.ShouldBe(At("12:00:00"));
        });
    }

    [Fact]
    public async Task Subscriptions_that_come_together_are_read_together()
    {
        await RunAsync(async changes =>
        {
            Track(Errors());
            await changes.ReadAsync();
            await SleepingAsync();
            Prometheus.Forget();
            Track(new ResourceName("shop", "a"), Errors("bad1", "all1"));
            Track(new ResourceName("shop", "b"), Errors("bad2", "all2"));

            Time.Advance(TimeSpan.FromMilliseconds(100));
            await changes.ReadAsync();
            await changes.ReadAsync();

            Prometheus.Queries.ShouldHaveSingleItem().Expressions.Count.ShouldBe(4);
        });
    }

    [Fact]
    public async Task Ticks_missed_during_a_slow_pass_are_one_pass()
    {
        var gate = new TaskCompletionSource();
        Prometheus.Gate = gate.Task;
        await RunAsync(async changes =>
        {
            Track(Errors());
            await Prometheus.Arrived.WaitAsync(Patience);
            for (int i = 0; i < 5; i++)
            {
                Time.Advance(TimeSpan.FromSeconds(30));
            }

            gate.SetResult();
            await changes.ReadAsync();
            await changes.ReadAsync();
            await SleepingAsync();
            Time.Advance(TimeSpan.FromSeconds(30));
            await changes.ReadAsync();

            Prometheus
                .Queries.Select(request => request.End)
                .ShouldBe([At("12:00:00"), At("12:02:00"), At("12:03:00")]);
        });
    }

    [Fact]
    public async Task A_slow_endpoint_holds_up_only_its_own()
    {
        await using FakePrometheus slow = await FakePrometheus.StartAsync();
        slow.Gate = new TaskCompletionSource().Task;
        await RunAsync(async changes =>
        {
            EndpointOptions other = Endpoint with { Name = "slow", Url = slow.Url };
            Collector.Track(
                new Subscription(
                    new ResourceName("shop", "slow"),
                    new Tenant("shop", "t"),
                    other,
                    [Errors()]
                )
            );
            await slow.Arrived.WaitAsync(Patience);
            Track(Errors());

            (await changes.ReadAsync()).ShouldBe(Shop);
            Collector.Read(new ResourceName("shop", "slow"), readings => readings).ShouldBeNull();
        });
    }

    [Fact]
    public async Task A_label_edited_keeps_the_ledger()
    {
        Track(Errors());
        await CollectAsync("12:00:30");
        object before = Read().Ledger;

        Track(Errors() with { Name = "renamed" });

        Read().Ledger.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Limits_edited_keep_the_ledger()
    {
        Track(Errors());
        await CollectAsync("12:00:30");
        object before = Read().Ledger;
        EndpointOptions edited = Endpoint with { EvaluationDelay = TimeSpan.FromSeconds(45) };

        Collector.Track(new Subscription(Shop, new Tenant("shop", "payments"), edited, [Errors()]));

        Read().Ledger.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Another_endpoint_starts_the_ledger_anew()
    {
        Track(Errors());
        await CollectAsync("12:00:30");
        EndpointOptions moved = Endpoint with { Url = new Uri(Prometheus.Url, "/prefix") };

        Collector.Track(new Subscription(Shop, new Tenant("shop", "payments"), moved, [Errors()]));

        Collector.Read(Shop, readings => readings).ShouldBeNull();
    }

    [Fact]
    public async Task An_owner_is_not_read_before_all_its_objectives_are()
    {
        Track(Errors());
        await CollectAsync("12:00:30");

        Track(Errors(), Errors("bad2"));

        Collector.Read(Shop, readings => readings).ShouldBeNull();
    }

    [Fact]
    public async Task An_owner_untracked_is_neither_asked_for_nor_read()
    {
        Track(Errors());
        await CollectAsync("12:00:30");
        Prometheus.Forget();

        Collector.Untrack(Shop);
        await CollectAsync("12:05:30");

        Prometheus.Requests.ShouldBeEmpty();
        Collector.Read(Shop, readings => readings).ShouldBeNull();
    }

    [Fact]
    public async Task Tenants_that_the_headers_tell_apart_do_not_share_requests()
    {
        EndpointOptions perTenant = Endpoint with
        {
            Headers = [new HeaderTemplate("X-Scope-OrgID", "$namespace")],
        };
        foreach (string space in (string[])["a", "b"])
        {
            Collector.Track(
                new Subscription(
                    new ResourceName(space, "s"),
                    new Tenant(space, "t"),
                    perTenant,
                    [Errors()]
                )
            );
        }

        await CollectAsync("12:00:30");

        Prometheus
            .Queries.Select(request => request.TenantHeader)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_probe_tells_why_an_endpoint_is_not_reachable()
    {
        Prometheus.IsDown = true;

        EndpointHealth health = await Collector.ProbeAsync(Endpoint, CancellationToken.None);

        health.IsReachable.ShouldBeFalse();
        health.Reason.ShouldNotBeNull().ShouldContain("503");
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

    /// <summary>A pass ends with what tells of it and, in an endpoint's first, with the question for its version.</summary>
    private Task SleepingAsync() => Collector.WhenIdleAsync().WaitAsync(Patience);
}
