using SloOperator.Domain.Budgets;

namespace SloOperator.Domain.Objectives;

/// <summary>Counts time instead of events: a slice is good when its own ratio of good events meets the slice target.</summary>
public sealed record TimesliceRule
{
    // Computed once: a window asks it for every slice, and decimal division is slow.
    private readonly double _mostBadRatio;

    /// <param name="length">A whole number of 5-minute buckets that divides an hour: 5, 10, 15, 20, 30 or 60 minutes, so that hourly roll-ups hold whole slices.</param>
    /// <param name="target">The ratio a slice must meet on its own.</param>
    public TimesliceRule(TimeSpan length, Target target)
    {
        if (!IsUsableLength(length))
        {
            throw new ArgumentOutOfRangeException(
                nameof(length),
                length,
                "A slice is 5, 10, 15, 20, 30 or 60 minutes long."
            );
        }

        Length = length;
        Target = target;
        Buckets = (int)(length / BucketGrid.Length);
        _mostBadRatio = (double)target.AllowedRatio * (1 + 1e-9);
    }

    public TimeSpan Length { get; }

    public Target Target { get; }

    /// <summary>5-minute buckets in one slice, 1 … 12.</summary>
    public int Buckets { get; }

    public static bool IsUsableLength(TimeSpan length) =>
        length >= BucketGrid.Length
        && length.Ticks % BucketGrid.Length.Ticks == 0
        && TimeSpan.TicksPerHour % length.Ticks == 0;

    /// <summary>No traffic is good; the tolerance forgives the last bits of a ratio that is exactly on target.</summary>
    public bool IsBad(double bad, double total) => bad > _mostBadRatio * total;
}
