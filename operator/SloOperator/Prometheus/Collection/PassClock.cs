using SloOperator.Domain.Budgets;

namespace SloOperator.Prometheus.Collection;

/// <summary>The one time of a pass, so that all its requests speak of the same buckets.</summary>
/// <param name="At">When the pass began.</param>
/// <param name="Delay">How far behind that samples are complete.</param>
internal sealed record PassClock(DateTimeOffset At, TimeSpan Delay)
{
    public DateTimeOffset Settled => At - Delay;

    /// <summary>The end of the last whole bucket.</summary>
    public DateTimeOffset Boundary { get; } = BucketGrid.Floor(At - Delay);
}
