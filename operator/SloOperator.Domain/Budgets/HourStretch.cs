namespace SloOperator.Domain.Budgets;

/// <summary>Hourly roll-ups, addressed by hour modulo capacity; an hour never written is unmeasured.</summary>
internal sealed class HourStretch(int hours)
{
    private const int SliceBits = 4;
    private readonly float[] _bad = new float[hours];
    private readonly float[] _total = new float[hours];
    private readonly byte[] _measured = new byte[hours];

    /// <summary>Bad slices in the low four bits, measured slices in the high four: an hour has at most 12 of each.</summary>
    private readonly byte[] _slices = new byte[hours];

    public int Capacity => _total.Length;

    public int SizeInBytes => Capacity * ((2 * sizeof(float)) + (2 * sizeof(byte)));

    public void Set(long hour, WindowSums sums)
    {
        if (Capacity == 0)
        {
            return;
        }

        int slot = Slot(hour);
        _bad[slot] = (float)sums.Bad;
        _total[slot] = (float)sums.Total;
        _measured[slot] = (byte)sums.MeasuredBuckets;
        _slices[slot] = (byte)(sums.BadSlices | (sums.MeasuredSlices << SliceBits));
    }

    /// <summary>Hours in [<paramref name="first"/>, <paramref name="last"/>].</summary>
    public WindowSums Sum(long first, long last)
    {
        if (first > last)
        {
            return default;
        }

        double bad = 0;
        double total = 0;
        int measured = 0;
        int badSlices = 0;
        int measuredSlices = 0;
        int slot = Slot(first);
        for (long left = last - first + 1; left > 0; left--)
        {
            bad += _bad[slot];
            total += _total[slot];
            measured += _measured[slot];
            badSlices += _slices[slot] & ((1 << SliceBits) - 1);
            measuredSlices += _slices[slot] >> SliceBits;
            slot = slot + 1 == Capacity ? 0 : slot + 1;
        }

        return new WindowSums(bad, total, measured, badSlices, measuredSlices);
    }

    private int Slot(long hour) => (int)(hour % Capacity);
}
