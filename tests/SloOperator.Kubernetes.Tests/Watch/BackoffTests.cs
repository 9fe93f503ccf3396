using SloOperator.Kubernetes.Watch;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Watch;

public sealed class BackoffTests
{
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)
    );

    [Fact]
    public void Delays_double_from_800_ms_to_30_s()
    {
        var backoff = new Backoff(_clock, () => 1.0);

        Take(backoff, 8).ShouldBe([0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30]);
    }

    [Fact]
    public void Jitter_takes_away_up_to_half()
    {
        Take(new Backoff(_clock, () => 0.0), 7).ShouldBe([0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 15]);
        Take(new Backoff(_clock, () => 0.5), 2).ShouldBe([0.6, 1.2]);
    }

    [Fact]
    public void Two_minutes_without_a_failure_start_it_over()
    {
        var backoff = new Backoff(_clock, () => 1.0);
        Take(backoff, 3);

        _clock.Advance(TimeSpan.FromSeconds(119));
        backoff.Next().ShouldBe(TimeSpan.FromSeconds(6.4));

        _clock.Advance(TimeSpan.FromSeconds(120));
        backoff.Next().ShouldBe(TimeSpan.FromSeconds(0.8));
    }

    private static double[] Take(Backoff backoff, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => backoff.Next().TotalSeconds)];
}
