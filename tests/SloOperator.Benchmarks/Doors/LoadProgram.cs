using System.Globalization;
using SloOperator.Benchmarks.Servers;

namespace SloOperator.Benchmarks.Doors;

/// <summary>Those who ask, in a process of their own; it tells the latencies in milliseconds: median, 99th percentile, worst.</summary>
internal static class LoadProgram
{
    /// <summary>The first argument that makes this program this one.</summary>
    public const string Verb = "load";

    /// <summary>gates URL COUNT: pipelines, evenly in time; the token is on standard input.</summary>
    public const string Gates = "gates";

    /// <summary>reviews URL CERTIFICATE: API servers, all at once again and again.</summary>
    public const string Reviews = "reviews";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        Latencies seen = arguments switch
        {
            [Gates, var url, var count] => await GateLoad.RunAsync(
                new Uri(url),
                (await Console.In.ReadToEndAsync()).Trim(),
                int.Parse(count, CultureInfo.InvariantCulture)
            ),
            [Reviews, var url, var certificate] => await ReviewLoad.RunAsync(
                new Uri(url),
                certificate
            ),
            _ => throw new ArgumentException("unknown load", nameof(arguments)),
        };
        await SecondProcess.TellAsync(seen.Median, seen.Percentile99, seen.Worst, seen.PerSecond);
        return 0;
    }
}
