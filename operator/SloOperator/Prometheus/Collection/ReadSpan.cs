using SloOperator.Domain.Budgets;

namespace SloOperator.Prometheus.Collection;

/// <summary>The bucket ends to read, both inclusive; a live read has one, off the grid. A part of a bucket is (first, last].</summary>
internal readonly record struct ReadSpan(ReadKind Kind, DateTimeOffset First, DateTimeOffset Last)
{
    public int Points => (int)((Last - First).Ticks / BucketGrid.Length.Ticks) + 1;

    /// <summary>One value at its end, and not one for each bucket.</summary>
    public bool IsInstant => Kind is ReadKind.Live or ReadKind.Piece;

    /// <summary>Says nothing of now: what comes of it is not shown, it is asked for again.</summary>
    public bool IsOfThePast => Kind is ReadKind.Edge or ReadKind.Hour or ReadKind.Piece;

    /// <summary>Is not a part of the ledger.</summary>
    public bool IsApart => Kind is ReadKind.Hour or ReadKind.Piece;

    /// <summary>In pieces of at most <paramref name="points"/>, oldest first, because a ledger is filled from old to new.</summary>
    public IEnumerable<ReadSpan> Pieces(int points)
    {
        for (DateTimeOffset first = First; first <= Last; first += points * BucketGrid.Length)
        {
            DateTimeOffset last = first + ((points - 1) * BucketGrid.Length);
            yield return this with
            {
                First = first,
                Last = last < Last ? last : Last,
            };
        }
    }
}
