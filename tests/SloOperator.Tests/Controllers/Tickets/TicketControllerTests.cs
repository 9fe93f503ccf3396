using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>What makes a ticket be looked at; the controller runs, and the clock stands still.</summary>
public sealed class TicketControllerTests : TicketScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_restart_takes_no_sink_for_missing_that_was_not_read_yet()
    {
        await RaiseAsync();
        await Process.SettleAsync();
        Status.Phase.ShouldBe("Open");
        Process.Dispose();
        int written = Outbox.StatusWrites;
        var read = new TaskCompletionSource();
        Sinks.Synced = read.Task;
        Sinks.Instead = new ISinkDirectory.SinkLookup.Unusable("no TicketSink is there");
        using var stop = new CancellationTokenSource();
        using var paces = new SinkPaces(Time);
        var board = new TicketBoard();
        using var storms = new StormBreaker(
            Outbox,
            board,
            new StormTerms("slo-operator", "test", "platform", new TicketTerms()),
            Time
        );

        Task running = Controller(paces, board, storms).RunAsync(stop.Token);
        Sinks.HasListeners.ShouldBeFalse();
        Sinks.Instead = null;
        read.SetResult();
        await Eventually.HoldsAsync(
            () =>
            {
                Sinks.HasListeners.ShouldBeTrue();
                return Task.CompletedTask;
            },
            Patience
        );
        await stop.CancelAsync();
        await running.WaitAsync(Patience, TimeProvider.System);

        Outbox.StatusWrites.ShouldBe(written);
        Status.Phase.ShouldBe("Open");
    }

    private TicketController Controller(SinkPaces paces, TicketBoard board, StormBreaker storms)
    {
        var surroundings = new TicketSurroundings(Time, () => 0.5, () => true, NullLogger.Instance);
        var reconciler = new TicketReconciler(
            Outbox,
            new SinkOpener(Sinks, Sinks, paces),
            paces,
            board,
            storms,
            (_, _) => true,
            surroundings
        );
        return new TicketController(Outbox, Sinks, paces, reconciler, board, storms, surroundings);
    }
}
