using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>What makes an OnCallPolicy be reconciled; the controller runs, and the clock stands still.</summary>
public sealed class OnCallWiringTests : OnCallScenario, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ResourceName Search = new("payments", "search");
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience, TimeProvider.System);
        _stop.Dispose();
    }

    [Fact]
    public async Task Nothing_is_reconciled_before_every_store_is_complete()
    {
        Apply();
        Start();
        Policies.CompleteSync();
        Readings.Asked.ShouldBeEmpty();

        Endpoints.CompleteSync();
        BudgetPolicies.CompleteSync();

        await Eventually(() => Readings.Asked.ShouldBe([Primary]));
    }

    [Fact]
    public async Task New_pages_reconcile_their_owner()
    {
        Apply();
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Primary]));

        Answer(GivenLoad.Quiet());
        Readings.Raise(Primary);

        await Eventually(() => Status.Summary!.Pages.ShouldBe(3));
    }

    [Fact]
    public async Task A_changed_object_is_reconciled()
    {
        Apply();
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Primary]));

        Policies.Delete(Primary);

        await Eventually(() => Readings.Tracked.ShouldBeEmpty());
    }

    [Fact]
    public async Task An_endpoint_reconciles_those_who_use_it_and_nobody_else()
    {
        Apply();
        Policies.Put(GivenLoad.Policy("prometheus: metrics", name: "search"));
        Endpoints.Put(Given.Endpoint("metrics"));
        StartSynced();
        await Eventually(() => Readings.Tracked.Count.ShouldBe(2));
        Readings.Asked.Clear();

        Endpoints.Put(Given.Endpoint("metrics", "http://other:9090"));

        await Eventually(() => UrlOf(Search).ShouldBe(new Uri("http://other:9090")));
        Readings.Asked.ShouldBe([Search]);
    }

    [Fact]
    public async Task A_policy_that_names_no_endpoint_uses_the_one_named_default()
    {
        Apply();
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Primary]));

        Endpoints.Put(Given.Endpoint(url: "http://other:9090"));

        await Eventually(() => UrlOf(Primary).ShouldBe(new Uri("http://other:9090")));
    }

    [Fact]
    public async Task Every_policy_is_looked_at_again_about_every_ten_minutes()
    {
        Apply();
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
        Apply();
        StartSynced();
        await Eventually(() => Readings.Tracked.Keys.ShouldBe([Primary]));
        Listeners().ShouldBe((true, true, true));

        await _stop.CancelAsync();
        await _running.WaitAsync(Patience, TimeProvider.System);

        Listeners().ShouldBe((false, false, false));
    }

    private (bool Policies, bool Endpoints, bool Readings) Listeners() =>
        (Policies.HasListeners, Endpoints.HasListeners, Readings.HasListeners);

    private Uri UrlOf(ResourceName owner) =>
        ((PageSource.Alerts)Readings.Tracked[owner].Source).Endpoint.Url;

    private void Start()
    {
        var controller = new OnCallPolicyController(
            Policies,
            Endpoints,
            BudgetPolicies,
            Readings,
            Tickets,
            Reconciler,
            Time,
            NullLogger<OnCallPolicyController>.Instance
        );
        _running = controller.RunAsync(_stop.Token);
    }

    private void StartSynced()
    {
        Start();
        Policies.CompleteSync();
        Endpoints.CompleteSync();
        BudgetPolicies.CompleteSync();
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
