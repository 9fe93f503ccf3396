namespace SloOperator.Domain.Budgets;

/// <summary>Events of one bucket: finite, not negative, at most 10¹⁵.</summary>
public readonly record struct BucketCounts
{
    /// <summary>Above this a count is nonsense: a million events a second for 30 years.</summary>
    public const double Largest = 1e15;

    public BucketCounts(double bad, double total)
    {
        ThrowUnlessCount(bad, nameof(bad));
        ThrowUnlessCount(total, nameof(total));
        Bad = bad;
        Total = total;
    }

    public double Bad { get; }

    public double Total { get; }

    /// <summary>True for what a counter's increase can be; false for NaN, ±Inf, negative and absurd numbers.</summary>
    public static bool IsCount(double value) =>
        double.IsFinite(value) && value is >= 0 and <= Largest;

    private static void ThrowUnlessCount(double value, string name)
    {
        if (!IsCount(value))
        {
            throw new ArgumentOutOfRangeException(
                name,
                value,
                "A count is finite, not negative and at most 1e15."
            );
        }
    }
}
