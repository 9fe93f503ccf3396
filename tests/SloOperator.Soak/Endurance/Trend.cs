namespace SloOperator.Soak.Endurance;

/// <summary>How a figure went from the end of the warm-up to the end of the run.</summary>
/// <param name="Start">Median of the first fifth.</param>
/// <param name="End">Median of the last fifth.</param>
/// <param name="Most">The largest of all.</param>
/// <param name="PerHour">Slope of the straight line that fits best.</param>
internal sealed record Trend(double Start, double End, double Most, double PerHour)
{
    private const int Parts = 5;

    /// <param name="samples">In order; at least one.</param>
    /// <param name="figure">Of one sample.</param>
    public static Trend Of(IReadOnlyList<ProcessSample> samples, Func<ProcessSample, double> figure)
    {
        int part = Math.Max(samples.Count / Parts, 1);
        return new Trend(
            Median(samples.Take(part).Select(figure)),
            Median(samples.TakeLast(part).Select(figure)),
            samples.Max(figure),
            Slope([.. samples.Select(sample => (sample.At.TotalHours, figure(sample)))])
        );
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Slope((double X, double Y)[] points)
    {
        double x = points.Average(point => point.X);
        double y = points.Average(point => point.Y);
        double spread = points.Sum(point => (point.X - x) * (point.X - x));
        return spread == 0 ? 0 : points.Sum(point => (point.X - x) * (point.Y - y)) / spread;
    }
}
