namespace SloOperator.Soak.Endurance;

/// <summary>One figure of one process, with what it may have grown.</summary>
/// <param name="Figure">What was measured, with its unit.</param>
/// <param name="Trend">How it went.</param>
/// <param name="MostGrowth">From start to end, in the unit.</param>
internal sealed record Limit(string Figure, Trend Trend, double MostGrowth)
{
    private const double MostResidentGrowth = 0.05;

    /// <summary>A connection or a pool's thread more or less at the moment is no growth; a leak of one a minute would be 50.</summary>
    private const double MostCountGrowth = 3;

    public bool Holds => Trend.End - Trend.Start <= MostGrowth;

    public static IReadOnlyList<Limit> Of(string process, IReadOnlyList<ProcessSample> samples)
    {
        Trend resident = Trend.Of(samples, sample => sample.Use.ResidentMebibytes);
        return
        [
            new($"{process}: RSS, MiB", resident, MostResidentGrowth * resident.Start),
            new(
                $"{process}: handles",
                Trend.Of(samples, sample => sample.Use.OpenHandles),
                MostCountGrowth
            ),
            new(
                $"{process}: threads",
                Trend.Of(samples, sample => sample.Use.Threads),
                MostCountGrowth
            ),
        ];
    }

    public override string ToString() =>
        $"{Figure, -22} start {Trend.Start, 7:0.0}  end {Trend.End, 7:0.0}  growth {Trend.End - Trend.Start, 6:+0.0;-0.0;0.0} (≤ {MostGrowth:0.0})"
        + $"  max {Trend.Most, 7:0.0}  slope {Trend.PerHour, 6:+0.0;-0.0;0.0}/h  {(Holds ? "ok" : "OVER")}";
}
