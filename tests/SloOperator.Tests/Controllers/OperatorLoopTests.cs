using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Telemetry;

namespace SloOperator.Tests.Controllers;

public sealed class OperatorLoopTests
{
    private static readonly OperatorPart Healthy = new(
        "collector",
        ct => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct)
    );
    private readonly HealthState _health = new();
    private readonly StopRecord _lifetime = new();

    [Fact]
    public async Task A_part_that_ends_early_stops_the_program_with_1()
    {
        using OperatorLoop loop = Loop(Healthy, new OperatorPart("store", _ => Task.CompletedTask));

        await RunAsync(loop);

        loop.ExitCode.ShouldBe(1);
        _lifetime.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task A_part_that_fails_stops_the_others_and_the_program_with_1()
    {
        bool isOtherCancelled = false;
        var other = new OperatorPart(
            "collector",
            async ct =>
            {
                await Healthy.RunAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                isOtherCancelled = ct.IsCancellationRequested;
            }
        );
        using OperatorLoop loop = Loop(
            other,
            new OperatorPart(
                "store",
                _ => Task.FromException(new InvalidOperationException("broken"))
            )
        );

        await RunAsync(loop);

        loop.ExitCode.ShouldBe(1);
        isOtherCancelled.ShouldBeTrue();
        _lifetime.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        using OperatorLoop loop = Loop(
            Healthy,
            new OperatorPart("store", _ => Task.FromException(new OperationCanceledException()))
        );

        await RunAsync(loop);

        loop.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_lead_that_is_lost_stops_the_program_with_1()
    {
        using var usurped = new UsurpedLease();
        using var loop = new OperatorLoop(
            [Healthy],
            _lifetime,
            _health,
            NullLogger<OperatorLoop>.Instance,
            usurped.Elector
        );

        await RunAsync(loop);

        loop.ExitCode.ShouldBe(1);
        _lifetime.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task A_program_that_is_asked_to_stop_ends_with_0()
    {
        using OperatorLoop loop = Loop(Healthy, Healthy with { Name = "store" });
        await StartAsync(loop);

        await loop.StopAsync(CancellationToken.None);

        loop.ExitCode.ShouldBe(0);
        loop.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Parts_that_end_at_once_when_asked_to_stop_are_no_failure()
    {
        using var stopped = new CancellationTokenSource();
#pragma warning disable CA2025 // The loop's task is awaited below, before the source is disposed.
        var quick = new OperatorPart("quick", _ => Stop(stopped));
#pragma warning restore CA2025
        using OperatorLoop loop = Loop(quick, quick with { Name = "as quick" });

        await loop.StartAsync(stopped.Token);
        await loop.ExecuteTask!;

        loop.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_part_that_fails_while_it_is_asked_to_stop_is_told_with_1()
    {
        var clumsy = new OperatorPart(
            "store",
            async ct =>
            {
                await Healthy.RunAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new InvalidOperationException("broken");
            }
        );
        using OperatorLoop loop = Loop(Healthy, clumsy);
        await StartAsync(loop);

        await loop.StopAsync(CancellationToken.None);

        loop.ExitCode.ShouldBe(1);
    }

    private static Task Stop(CancellationTokenSource source)
    {
#pragma warning disable VSTHRD103 // A part that ends without waiting is the point.
        source.Cancel();
#pragma warning restore VSTHRD103
        return Task.CompletedTask;
    }

    /// <summary>Returns once health says that it works; before that a stop would come before the start.</summary>
    private async Task StartAsync(OperatorLoop loop)
    {
        await loop.StartAsync(CancellationToken.None);
        await Testing.Eventually.HoldsAsync(
            () =>
            {
                _health
                    .Facts.Single()
                    .ShouldBe(new HealthFact("operator", Ok: true, "working", HealthScope.Ready));
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(20)
        );
    }

    private static async Task RunAsync(OperatorLoop loop)
    {
        await loop.StartAsync(CancellationToken.None);
        await loop.ExecuteTask!;
    }

    private OperatorLoop Loop(params OperatorPart[] parts) =>
        new(parts, _lifetime, _health, NullLogger<OperatorLoop>.Instance);

    private sealed class StopRecord : IHostApplicationLifetime
    {
        public bool IsStopped { get; private set; }

        public CancellationToken ApplicationStarted { get; } = new(canceled: true);

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => IsStopped = true;
    }
}
