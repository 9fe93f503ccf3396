namespace SloOperator.Domain.Budgets;

/// <summary>What is to be read apart, because a ledger keeps less of it than is asked: equal by value, so that asking for the same again changes nothing.</summary>
/// <param name="Hours">Starts of hours whose buckets are wanted; ascending.</param>
/// <param name="Pieces">Parts of single buckets; ascending.</param>
public sealed record WantedDetail(
    IReadOnlyList<DateTimeOffset> Hours,
    IReadOnlyList<EventSpan> Pieces
)
{
    public static readonly WantedDetail None = new([], []);

    /// <summary>This, and one hour more.</summary>
    /// <param name="hour">Its start; null: nothing more.</param>
    public WantedDetail With(DateTimeOffset? hour) =>
        hour is not { } start || Hours.Contains(start)
            ? this
            : this with
            {
                Hours = [.. Hours.Append(start).Order()],
            };

    public bool Equals(WantedDetail? other) =>
        other is not null && Hours.SequenceEqual(other.Hours) && Pieces.SequenceEqual(other.Pieces);

    public override int GetHashCode() => HashCode.Combine(Hours.Count, Pieces.Count);
}
