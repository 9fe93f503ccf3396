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

    /// <summary>reviews URL CERTIFICATE: API servers, evenly in time.</summary>
    public const string Reviews = "reviews";

    /// <summary>storm URL CERTIFICATE: the same at the same instant, again and again.</summary>
    public const string Storm = "storm";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        Latencies seen = arguments switch
        {
            [Gates, var url, var count] => await GateLoad.RunAsync(
                new Uri(url),
                (await Console.In.ReadToEndAsync()).Trim(),
                int.Parse(count, CultureInfo.InvariantCulture)
            ),
            [Reviews or Storm, var url, var certificate] => await ReviewLoad.RunAsync(
                new Uri(url),
                certificate,
                atOnce: arguments[0] == Storm
            ),
            _ => throw new ArgumentException("unknown load", nameof(arguments)),
        };
        await SecondProcess.TellAsync(seen.Median, seen.Percentile99, seen.Worst, seen.PerSecond);
        return 0;
    }
}
