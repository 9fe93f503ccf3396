namespace SloOperator.Benchmarks.Report;

internal static class Median
{
    /// <summary>The upper one of an even number.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
