namespace SloOperator.Domain.Budgets;

/// <summary>What was read apart from the ledger because the ledger keeps only hours of it: whole buckets of some hours, and pieces of buckets.</summary>
public sealed class BucketDetail
{
    private readonly Dictionary<DateTimeOffset, BucketCounts?> _buckets = [];
    private readonly Dictionary<
        (DateTimeOffset Start, DateTimeOffset End),
        BucketCounts?
    > _pieces = [];

    /// <summary>False: the bucket that ends then was not read.</summary>
    public bool TryGet(DateTimeOffset end, out BucketCounts? counts) =>
        _buckets.TryGetValue(end, out counts);

    /// <summary>False: the piece (start, end] was not read.</summary>
    public bool TryGetPiece(DateTimeOffset start, DateTimeOffset end, out BucketCounts? counts) =>
        _pieces.TryGetValue((start, end), out counts);

    /// <param name="end">On the 5-minute grid.</param>
    /// <param name="counts">Null: no total was there.</param>
    public void Record(DateTimeOffset end, BucketCounts? counts) => _buckets[end] = counts;

    /// <param name="start">Exclusive; inside the same bucket as <paramref name="end"/>.</param>
    /// <param name="end">Inclusive.</param>
    /// <param name="counts">Null: no total was there.</param>
    public void RecordPiece(DateTimeOffset start, DateTimeOffset end, BucketCounts? counts) =>
        _pieces[(start, end)] = counts;
}
