namespace SloOperator.Benchmarks.Report;

/// <summary>One promise, what was seen of it, and whether it holds.</summary>
internal sealed record Line(string Promise, string Limit, string Seen, bool Holds)
{
    /// <summary>A figure that must not be above its limit; <paramref name="unit"/> follows both.</summary>
    public static Line AtMost(
        string promise,
        double limit,
        double seen,
        string unit,
        string note = ""
    ) => new(promise, $"≤ {limit:0.##}{unit}", $"{seen:0.##}{unit}{note}", seen <= limit);
}
