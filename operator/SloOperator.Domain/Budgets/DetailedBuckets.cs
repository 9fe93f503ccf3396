namespace SloOperator.Domain.Budgets;

/// <summary>Single buckets, wherever they are known from: the ledger's last days and its edge, or what was read apart.</summary>
internal sealed class DetailedBuckets(Reading reading)
{
    /// <summary>False: only the sum of its hour is known.</summary>
    /// <param name="index">At or before the newest measured bucket.</param>
    /// <param name="counts">Null: unmeasured.</param>
    public bool TryGet(long index, out BucketCounts? counts)
    {
        if (reading.Ledger.IsDetailed(index))
        {
            counts = reading.Ledger.At(index);
            return true;
        }

        counts = null;
        return reading.Detail is { } detail && detail.TryGet(BucketGrid.EndOf(index), out counts);
    }

    /// <summary>False: it was not read yet.</summary>
    public bool TryGetPiece(EventSpan piece, out BucketCounts? counts)
    {
        counts = null;
        return reading.Detail is { } detail
            && detail.TryGetPiece(piece.Start, piece.End, out counts);
    }
}
