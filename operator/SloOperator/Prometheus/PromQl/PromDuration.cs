namespace SloOperator.Prometheus.PromQl;

/// <summary>Durations as PromQL writes them, in the largest unit that divides them: 5m, 90s, 1h.</summary>
internal static class PromDuration
{
    private static readonly (long Milliseconds, string Unit)[] Units =
    [
        (86_400_000, "d"),
        (3_600_000, "h"),
        (60_000, "m"),
        (1_000, "s"),
        (1, "ms"),
    ];

    public static string Format(TimeSpan duration)
    {
        long milliseconds = (long)duration.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 1, nameof(duration));
        (long size, string unit) = Units.First(candidate =>
            milliseconds % candidate.Milliseconds == 0
        );
        return $"{milliseconds / size}{unit}";
    }
}
