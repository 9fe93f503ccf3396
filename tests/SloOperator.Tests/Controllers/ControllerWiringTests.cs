using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers;

/// <summary>What makes an object be reconciled; the controllers run, and the clock stands still.</summary>
public sealed class ControllerWiringTests : TeamSloScenario, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ResourceName Search = new("shop", "search");
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience, TimeProvider.System);
        _stop.Dispose();
    }

    [Theory]
    [InlineData("TeamSLOs")]
    [InlineData("endpoints")]
    [InlineData("policies")]
    [InlineData("exceptions")]
    [InlineData("tickets")]
    public async Task Nothing_is_reconciled_before_every_store_is_complete(string last)
    {
        var exceptions = new TaskCompletionSource();
        Exceptions.Synced = exceptions.Task;
        Dictionary<string, Action> complete = new()
        {
            ["TeamSLOs"] = Slos.CompleteSync,
            ["endpoints"] = Endpoints.CompleteSync,
            ["policies"] = BudgetPolicies.CompleteSync,
            ["exceptions"] = exceptions.SetResult,
            ["tickets"] = Tickets.CompleteSync,
        };
        Apply(Given.Counted());
        foreach (string store in complete.Keys.Where(store => store != last))
        {
            complete[store]();
        }

        // With nothing left to wait for it would begin at once, before this returns.
        Start();
        Readings.HasListeners.ShouldBeFalse();
        complete[last]();

        await Eventually(() => Readings.Asked.ShouldBe([Checkout]));
    }

    [Fact]
    public async Task New_readings_reconcile_their_owner()
    {
        Apply(Given.Counted());
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Checkout]));

        Answer(Given.Day());
        Readings.Raise(Checkout);

        await Eventually(() => Status.Summary!.Budget.ShouldBe("100.0%"));
    }

    [Fact]
    public async Task A_ticket_reconciles_its_owner()
    {
        Apply(Given.Counted());
        StartSynced();
        await Eventually(() => Readings.Asked.ShouldBe([Checkout]));

        Tickets.Put(Given.Ticket(Checkout, "Submitting"));

        await Eventually(() => Readings.Asked.ShouldBe([Checkout, Checkout]));
    }

    [Fact]
    public async Task A_changed_object_is_reconciled()
    {
        Apply(Given.Counted());
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Checkout]));

        Slos.Delete(Checkout);

        await Eventually(() => Readings.Tracked.ShouldBeEmpty());
    }

    [Fact]
    public async Task An_endpoint_reconciles_those_who_use_it_and_nobody_else()
    {
        Apply(Given.Counted());
        Slos.Put(Given.Slo(Given.Counted(), "prometheus: metrics", "search"));
        Endpoints.Put(Given.Endpoint("metrics"));
        StartSynced();
        await Eventually(() => Readings.Tracked.Count.ShouldBe(2));
        Readings.Asked.Clear();

        Endpoints.Put(Given.Endpoint("metrics", "http://other:9090"));

        await Eventually(() =>
            Readings.Tracked[Search].Endpoint.Url.ShouldBe(new Uri("http://other:9090"))
        );
        Readings.Asked.ShouldBe([Search]);
    }

    [Fact]
    public async Task A_policy_reconciles_those_who_are_judged_by_it_and_nobody_else()
    {
        Apply(Given.Counted());
        BudgetPolicies.Put(Given.Policy("strict"));
        Slos.Put(Given.Slo(Given.Counted(), "policy: strict", "search"));
        StartSynced();
        await Eventually(() => Readings.Tracked.Count.ShouldBe(2));
        Readings.Asked.Clear();

        BudgetPolicies.Put(Given.Policy("strict"));

        await Eventually(() => Readings.Asked.ShouldBe([Search]));
    }

    [Fact]
    public async Task An_object_that_names_no_endpoint_uses_the_one_named_default()
    {
        Apply(Given.Counted());
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Checkout]));

        Endpoints.Put(Given.Endpoint(url: "http://other:9090"));

        await Eventually(() =>
            Readings.Tracked[Checkout].Endpoint.Url.ShouldBe(new Uri("http://other:9090"))
        );
    }

    [Fact]
    public async Task Every_object_is_looked_at_again_about_every_ten_minutes()
    {
        Apply(Given.Counted());
        StartSynced();
        await Eventually(() => Readings.Asked.Count.ShouldBe(1));

        await Eventually(() =>
        {
            Time.Advance(Given.Minutes(1));
            Readings.Asked.Count.ShouldBeGreaterThan(1);
        });
    }

    [Fact]
    public async Task A_stopped_controller_listens_to_nobody()
    {
        Apply(Given.Counted());
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Checkout]));
        Listeners().ShouldBe([true, true, true, true]);

        await _stop.CancelAsync();
        await _running.WaitAsync(Patience, TimeProvider.System);

        Listeners().ShouldBe([false, false, false, false]);
    }

    [Fact]
    public async Task Endpoints_are_asked_at_start_on_change_and_every_minute()
    {
        var probe = new ScriptedProbe();
        var controller = new PrometheusEndpointController(
            Endpoints,
            new PrometheusEndpointReconciler(Endpoints, probe, Events, Time),
            Time,
            NullLogger<PrometheusEndpointController>.Instance
        );
        Endpoints.CompleteSync();
        _running = controller.RunAsync(_stop.Token);
        await Eventually(() => probe.Asked.ShouldBe(1));

        Endpoints.Put(Given.Endpoint("metrics"));
        await Eventually(() => probe.Asked.ShouldBe(2));

        await Eventually(() =>
        {
            Time.Advance(Given.Minutes(1));
            probe.Asked.ShouldBeGreaterThanOrEqualTo(4);
        });
    }

    private bool[] Listeners() =>
        [Slos.HasListeners, Endpoints.HasListeners, Readings.HasListeners, Tickets.HasListeners];

    private void Start()
    {
        var controller = new TeamSloController(
            Slos,
            Endpoints,
            BudgetPolicies,
            Readings,
            Exceptions,
            Tickets,
            Reconciler,
            Time,
            NullLogger<TeamSloController>.Instance
        );
        _running = controller.RunAsync(_stop.Token);
    }

    private void StartSynced()
    {
        Start();
        Slos.CompleteSync();
        Endpoints.CompleteSync();
        BudgetPolicies.CompleteSync();
        Tickets.CompleteSync();
    }

    private static Task Eventually(Action assertion) =>
        Testing.Eventually.HoldsAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            Patience
        );
}
