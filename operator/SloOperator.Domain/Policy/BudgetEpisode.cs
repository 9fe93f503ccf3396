namespace SloOperator.Domain.Policy;

/// <summary>Buckets, or slices, that failed their objective, joined over gaps of up to an hour.</summary>
/// <param name="Start">Of the first, exclusive.</param>
/// <param name="End">Of the last, inclusive.</param>
/// <param name="Share">What they took of the whole budget: 0.25 is a quarter.</param>
public sealed record BudgetEpisode(DateTimeOffset Start, DateTimeOffset End, decimal Share)
{
    public bool Overlaps(DateTimeOffset start, DateTimeOffset end) => Start < end && start < End;
}
