using System.Globalization;
using SloOperator.Benchmarks.Report;
using SloOperator.Benchmarks.Servers;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Wire;

namespace SloOperator.Benchmarks.Client;

/// <summary>A watch that is cut off over and over: the memory of its process must not follow.</summary>
internal sealed class ReconnectBenchmark(BenchCluster cluster)
{
    private const int WarmUp = 300;
    private const int Reconnects = 1_000;
    private const int Sampled = 100;

    /// <summary>A share of what it was.</summary>
    private const double MostGrowth = 0.05;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static string Line(int watch) =>
        string.Create(CultureInfo.InvariantCulture, $"watch {watch} open");

    public async Task<IReadOnlyList<Line>> MeasureAsync()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(cluster.Port);
        await using ChildProcess child = SecondProcess.Start([
            ClientProgram.Verb,
            ClientProgram.Reconnect,
            cluster.KubeconfigThrough(proxy.Port),
        ]);
        var resident = new List<double>();
        for (int number = 1; number <= WarmUp + Reconnects; number++)
        {
            string line = Line(number);
            await child.WaitForLineAsync(written => written == line, Deadline);
            resident.Add(ProcessUse.Of(child.Id).ResidentMebibytes);
            proxy.CutAll(reset: number % 2 == 0);
        }

        double before = Median.Of(resident.Skip(WarmUp - Sampled).Take(Sampled));
        double after = Median.Of(resident.TakeLast(Sampled));
        return
        [
            Report.Line.AtMost(
                "client: memory that 1,000 reconnects add",
                MostGrowth * 100,
                ((after / before) - 1) * 100,
                " %",
                $" ({before:0.0} MiB before, {after:0.0} after, at most {resident.Max():0.0})"
            ),
        ];
    }
}
