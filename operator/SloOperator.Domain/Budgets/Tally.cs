namespace SloOperator.Domain.Budgets;

/// <summary>What a budget is counted in while it is played forward: events, or slices; fractions where only a mean is known.</summary>
/// <param name="Bad">A part of <paramref name="Count"/>.</param>
/// <param name="Count">All of them.</param>
internal readonly record struct Tally(double Bad, double Count)
{
    /// <summary>What sums and differences of as many buckets as a window has can leave of nothing.</summary>
    private const double Rounding = 1e-9;

    public static Tally operator +(Tally left, Tally right) =>
        new(left.Bad + right.Bad, left.Count + right.Count);

    public static Tally operator -(Tally left, Tally right) =>
        new(left.Bad - right.Bad, left.Count - right.Count);

    public static Tally operator *(Tally tally, double times) =>
        new(tally.Bad * times, tally.Count * times);

    /// <summary>Nothing where all but rounding of <paramref name="most"/> has left.</summary>
    public Tally Clean(Tally most) =>
        new(Bad <= most.Bad * Rounding ? 0 : Bad, Count <= most.Count * Rounding ? 0 : Count);
}
