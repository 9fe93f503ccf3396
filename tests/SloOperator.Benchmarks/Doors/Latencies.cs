using System.Collections.Concurrent;
using System.Diagnostics;

namespace SloOperator.Benchmarks.Doors;

/// <summary>How long requests took, in milliseconds, each from the moment it was sent to the last byte of its answer.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly long _begun = Stopwatch.GetTimestamp();

    public double Median => At(0.5);

    public double Percentile99 => At(0.99);

    public double Worst => At(1);

    /// <summary>Requests answered for each second since this was made.</summary>
    public double PerSecond => _milliseconds.Count / Stopwatch.GetElapsedTime(_begun).TotalSeconds;

    public async Task<T> TimeAsync<T>(Func<Task<T>> request)
    {
        long sent = Stopwatch.GetTimestamp();
        T answer = await request();
        _milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        return answer;
    }

    /// <summary>The smallest that so great a share of all does not exceed (nearest rank).</summary>
    private double At(double share)
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
