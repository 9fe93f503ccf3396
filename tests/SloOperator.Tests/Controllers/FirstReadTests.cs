using SloOperator.Controllers;
using SloOperator.Telemetry;

namespace SloOperator.Tests.Controllers;

public sealed class FirstReadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Readiness_is_held_back_and_names_what_was_not_read_yet()
    {
        var health = new HealthState();
        TaskCompletionSource slos = new();
        TaskCompletionSource tickets = new();
        using var stop = new CancellationTokenSource();
        Task running = new FirstRead(
            [("TeamSLOs", slos.Task), ("ReliabilityTickets", tickets.Task)],
            health
        ).RunAsync(stop.Token);
        Told(health).ShouldBe("waiting for the first full read of TeamSLOs, ReliabilityTickets");
        health.Ready.ShouldBeFalse();

        slos.SetResult();
        await EventuallyAsync(() =>
            Told(health).ShouldBe("waiting for the first full read of ReliabilityTickets")
        );
        health.Ready.ShouldBeFalse();

        tickets.SetResult();
        await EventuallyAsync(() => Told(health).ShouldBe("read"));
        health.Ready.ShouldBeTrue();

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            running.WaitAsync(Patience, TimeProvider.System)
        );
    }

    private static string Told(HealthState health) => health.Facts.ShouldHaveSingleItem().Message;

    private static Task EventuallyAsync(Action assertion) =>
        Testing.Eventually.HoldsAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            Patience
        );
}
