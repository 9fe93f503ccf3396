namespace SloOperator.Domain.Budgets;

/// <summary>What a ledger holds of one window, in whole buckets.</summary>
/// <param name="Bad">Bad events.</param>
/// <param name="Total">All events.</param>
/// <param name="MeasuredBuckets">Buckets for which Prometheus had a total, 0 included.</param>
/// <param name="BadSlices">Complete slices that missed the slice target; 0 without a timeslice rule.</param>
/// <param name="MeasuredSlices">Complete slices with at least one measured bucket; 0 without a timeslice rule.</param>
public readonly record struct WindowSums(
    double Bad,
    double Total,
    int MeasuredBuckets,
    int BadSlices,
    int MeasuredSlices
)
{
    public static WindowSums operator +(WindowSums left, WindowSums right) => left.Add(right);

    public WindowSums Add(WindowSums other) =>
        new(
            Bad + other.Bad,
            Total + other.Total,
            MeasuredBuckets + other.MeasuredBuckets,
            BadSlices + other.BadSlices,
            MeasuredSlices + other.MeasuredSlices
        );
}
