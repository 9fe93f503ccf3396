namespace SloOperator.Domain.Budgets;

/// <summary>What was read apart from the ledger because the ledger keeps only hours of it: whole buckets of some hours, and pieces of buckets.</summary>
public sealed class BucketDetail
{
    private readonly Dictionary<long, Hour> _hours = [];
    private readonly Dictionary<EventSpan, BucketCounts?> _pieces = [];

    /// <summary>False: the bucket that ends then was not read.</summary>
    public bool TryGet(DateTimeOffset end, out BucketCounts? counts)
    {
        long index = BucketGrid.IndexAt(end);
        bool isRead =
            _hours.TryGetValue(BucketStretch.HourOf(index), out Hour? hour) && hour.IsRead(index);
        counts = isRead ? hour!.Buckets.At(index) : null;
        return isRead;
    }

    /// <summary>False: the piece (start, end] was not read.</summary>
    public bool TryGetPiece(DateTimeOffset start, DateTimeOffset end, out BucketCounts? counts) =>
        _pieces.TryGetValue(new EventSpan(start, end), out counts);

    /// <param name="end">On the 5-minute grid.</param>
    /// <param name="counts">Null: no total was there.</param>
    public void Record(DateTimeOffset end, BucketCounts? counts)
    {
        long index = BucketGrid.IndexAt(end);
        long number = BucketStretch.HourOf(index);
        if (!_hours.TryGetValue(number, out Hour? hour))
        {
            hour = new Hour();
            _hours.Add(number, hour);
        }

        hour.Set(index, counts);
    }

    /// <param name="start">Exclusive; inside the same bucket as <paramref name="end"/>.</param>
    /// <param name="end">Inclusive.</param>
    /// <param name="counts">Null: no total was there.</param>
    public void RecordPiece(DateTimeOffset start, DateTimeOffset end, BucketCounts? counts) =>
        _pieces[new EventSpan(start, end)] = counts;

    /// <summary>Forgets the buckets of the hour that starts then.</summary>
    public void RemoveHour(DateTimeOffset start) =>
        _hours.Remove(BucketStretch.HourOf(BucketGrid.IndexAt(start) + 1));

    public void RemovePiece(EventSpan piece) => _pieces.Remove(piece);

    private sealed class Hour
    {
        private int _read;

        /// <summary>In single precision, as the ledger adds them up.</summary>
        public BucketStretch Buckets { get; } = new(1);

        public bool IsRead(long index) => (_read & Bit(index)) != 0;

        public void Set(long index, BucketCounts? counts)
        {
            Buckets.Set(index, counts);
            _read |= Bit(index);
        }

        private static int Bit(long index) => 1 << (int)(index % BucketStretch.BucketsPerHour);
    }
}
