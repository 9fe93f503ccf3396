using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class ResyncTests
{
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );

    [Theory]
    [InlineData(0.0, 540, 0)]
    [InlineData(0.5, 600, 30)]
    public async Task Every_key_comes_back_about_every_ten_minutes(
        double random,
        int roundSeconds,
        int spreadSeconds
    )
    {
        using var queue = new WorkQueue<string>(_clock, "resync");
        using var stop = new CancellationTokenSource();
        Task run = new Resync<string>(queue, () => ["a", "b"], _clock, () => random).RunAsync(
            stop.Token
        );

        _clock.Advance(TimeSpan.FromSeconds(roundSeconds - 1));
        queue.Count.ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => _clock.PendingTimers >= 1);
        await Eventually.TrueAsync(() =>
            queue.Count == (spreadSeconds == 0 ? 2 : 0)
            && _clock.PendingTimers >= (spreadSeconds == 0 ? 1 : 2)
        );
        _clock.Advance(TimeSpan.FromSeconds(spreadSeconds));

        queue.Count.ShouldBe(2);
        await stop.CancelAsync();
        await run;
    }
}
