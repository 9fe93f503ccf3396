namespace SloOperator.Domain.Budgets;

/// <summary>
/// A run of whole hours of 5-minute buckets, addressed by bucket index modulo its capacity.
/// Single precision: a count is exact up to 2²⁴ a bucket and right to 6·10⁻⁸ beyond, a hundredth of what increase() extrapolates.
/// </summary>
internal sealed class BucketStretch
{
    public const int BucketsPerHour = 12;
    private const float Unmeasured = -1f;
    private readonly float[] _bad;
    private readonly float[] _total;

    public BucketStretch(int hours)
    {
        _bad = new float[hours * BucketsPerHour];
        _total = new float[hours * BucketsPerHour];
        Array.Fill(_total, Unmeasured);
    }

    public int SizeInBytes => (_bad.Length + _total.Length) * sizeof(float);

    public void Set(long index, BucketCounts? counts)
    {
        int slot = Slot(index);
        _bad[slot] = (float)(counts?.Bad ?? 0);
        _total[slot] = (float?)counts?.Total ?? Unmeasured;
    }

    public bool IsMeasured(long index) => _total[Slot(index)] >= 0;

    public void CopyHour(long hour, BucketStretch from)
    {
        for (long index = FirstOf(hour); index <= LastOf(hour); index++)
        {
            _bad[Slot(index)] = from._bad[from.Slot(index)];
            _total[Slot(index)] = from._total[from.Slot(index)];
        }
    }

    public void ClearHour(long hour)
    {
        int slot = Slot(FirstOf(hour));
        Array.Clear(_bad, slot, BucketsPerHour);
        Array.Fill(_total, Unmeasured, slot, BucketsPerHour);
    }

    public bool AnyMeasured(long hour)
    {
        int slot = Slot(FirstOf(hour));
        return _total.AsSpan(slot, BucketsPerHour).ContainsAnyInRange(0f, float.MaxValue);
    }

    /// <summary>Buckets in (<paramref name="after"/>, <paramref name="through"/>]; slices are not counted here.</summary>
    public WindowSums Sum(long after, long through)
    {
        double bad = 0;
        double total = 0;
        int measured = 0;
        for (long index = after + 1; index <= through; index++)
        {
            int slot = Slot(index);
            if (_total[slot] >= 0)
            {
                bad += _bad[slot];
                total += _total[slot];
                measured++;
            }
        }

        return new WindowSums(bad, total, measured, 0, 0);
    }

    public static long HourOf(long index) => ((index - 1) / BucketsPerHour) + 1;

    public static long FirstOf(long hour) => LastOf(hour - 1) + 1;

    public static long LastOf(long hour) => hour * BucketsPerHour;

    private int Slot(long index) => (int)((index - 1) % _total.Length);
}
