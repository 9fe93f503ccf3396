using SloOperator.Domain.Objectives;

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

    /// <summary>Null: unmeasured.</summary>
    public BucketCounts? At(long index) =>
        IsMeasured(index) ? new BucketCounts(_bad[Slot(index)], _total[Slot(index)]) : null;

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
        int slot = Slot(after + 1);
        for (long left = through - after; left > 0; left--)
        {
            if (_total[slot] >= 0)
            {
                bad += _bad[slot];
                total += _total[slot];
                measured++;
            }

            slot = Next(slot);
        }

        return new WindowSums(bad, total, measured, 0, 0);
    }

    /// <summary>Complete slices that end in (<paramref name="after"/>, <paramref name="through"/>]; slices never cross an hour, so a stretch holds them whole.</summary>
    public WindowSums CountSlices(long after, long through, TimesliceRule rule)
    {
        int length = rule.Buckets;
        long start = after / length * length;
        int slot = Slot(start + 1);
        int bad = 0;
        int measured = 0;
        for (long slices = (through - start) / length; slices > 0; slices--)
        {
            (bool isMeasured, bool isBad) = JudgeSlice(ref slot, length, rule);
            measured += isMeasured ? 1 : 0;
            bad += isBad ? 1 : 0;
        }

        return new WindowSums(0, 0, 0, bad, measured);
    }

    public static long HourOf(long index) => ((index - 1) / BucketsPerHour) + 1;

    public static long FirstOf(long hour) => LastOf(hour - 1) + 1;

    public static long LastOf(long hour) => hour * BucketsPerHour;

    private (bool IsMeasured, bool IsBad) JudgeSlice(ref int slot, int length, TimesliceRule rule)
    {
        double bad = 0;
        double total = 0;
        bool isMeasured = false;
        for (int bucket = 0; bucket < length; bucket++)
        {
            if (_total[slot] >= 0)
            {
                bad += _bad[slot];
                total += _total[slot];
                isMeasured = true;
            }

            slot = Next(slot);
        }

        return (isMeasured, isMeasured && rule.IsBad(bad, total));
    }

    private int Slot(long index) => (int)((index - 1) % _total.Length);

    /// <summary>A step instead of a division: windows are summed bucket by bucket at every assessment.</summary>
    private int Next(int slot) => slot + 1 == _total.Length ? 0 : slot + 1;
}
