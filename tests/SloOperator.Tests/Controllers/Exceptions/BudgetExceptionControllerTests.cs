using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.Exceptions;

/// <summary>What makes an exception be looked at; the controller runs, and the clock stands still.</summary>
public sealed class BudgetExceptionControllerTests : ExceptionScenario, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync()
    {
        var controller = new BudgetExceptionController(
            (Store, Slos, Policies),
            Reconciler,
            Exceptions,
            (Time, NullLogger<BudgetExceptionController>.Instance)
        );
        Store.CompleteSync();
        Slos.CompleteSync();
        Policies.CompleteSync();
        Apply("night");
        _running = controller.RunAsync(_stop.Token);
        return Eventually.TrueAsync(() => Told.Count == 1);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running
            .WaitAsync(Patience, TimeProvider.System)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        Store.HasListeners.ShouldBeTrue("the book goes on to listen");
        _stop.Dispose();
    }

    [Fact]
    public async Task Its_TeamSLO()
    {
        Slos.Delete(Checkout);

        await ReadyBecomesAsync("False/ExceptionRefused");
    }

    [Fact]
    public async Task A_policy()
    {
        Policies.Put(
            Tests.Resources.Written.BudgetPolicy(
                "tiers: [{name: a, when: {pageLoad: Warn}, gate: Warn}]\nexceptions: {maxDuration: 1h}",
                "default"
            )
        );

        await ReadyBecomesAsync("False/ExceptionRefused");
    }

    [Fact]
    public async Task Another_that_goes()
    {
        Apply("z-double", "end: '2026-11-20T10:00:00Z'");
        await Eventually.TrueAsync(() =>
            Store.Find(new ResourceName("shop", "z-double"))?.Value?.Status is not null
        );
        Ready("z-double").ShouldStartWith("False/ExceptionRefused");

        Store.Delete(Night);

        await Eventually.TrueAsync(() =>
            Ready("z-double").StartsWith("True/Accepted", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_it_gives_back()
    {
        Exceptions.ReportReturned(Night, "availability", 0.5m);

        await Eventually.TrueAsync(() => Status().BudgetReturned is "0.5");
    }

    private Task ReadyBecomesAsync(string start) =>
        Eventually.TrueAsync(() => Ready().StartsWith(start, StringComparison.Ordinal));
}
