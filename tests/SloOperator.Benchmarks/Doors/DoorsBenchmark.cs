using System.Diagnostics;
using System.Globalization;
using SloOperator.Benchmarks.Fleets;
using SloOperator.Benchmarks.Report;
using SloOperator.Benchmarks.Servers;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Wire;

namespace SloOperator.Benchmarks.Doors;

/// <summary>How fast the operator answers who asks it while it watches a whole fleet; those who ask are a process of their own on the same machine.</summary>
internal sealed class DoorsBenchmark(BenchCluster cluster) : IDisposable
{
    private const double SlowestGate = 5;
    private const double SlowestReview = 20;
    private const double SlowestScrape = 100;
    private const double MostGrowth = 2;
    private const int Scrapes = 21;

    /// <summary>Twenty seconds of them, of which at least one sees a live pass.</summary>
    private const int Gates = 20 * GateLoad.PerSecond;

    private readonly TemporaryFolder _certificate = new();
    private readonly int _port = LoopbackPort.Next();

    public void Dispose() => _certificate.Dispose();

    /// <summary>The arguments with which the operator opens all its doors.</summary>
    public async Task<string[]> OpenAsync()
    {
        await LoopbackCertificate.WriteAsync(_certificate.Path);
        return
        [
            "--admission-listen",
            $"127.0.0.1:{_port}",
            "--admission-certificate",
            _certificate.Path,
        ];
    }

    /// <param name="operation">Has read the whole fleet.</param>
    public async Task<IReadOnlyList<Line>> MeasureAsync(OperatorProcess operation) =>
        [.. await GatesAsync(operation), await ReviewsAsync(), await ScrapesAsync(operation)];

    private async Task<IReadOnlyList<Line>> GatesAsync(OperatorProcess operation)
    {
        string token = await cluster.PipelineTokenAsync(Fleet.Namespace);
        await AskAsync(operation, token);
        double before = await operation.ResidentAsync();
        double[] seen = await AskAsync(operation, token);
        double after = await operation.ResidentAsync();
        return
        [
            AtMost(
                $"gates of {Fleet.TeamSlos} TeamSLOs, {GateLoad.PerSecond} a second",
                SlowestGate,
                seen
            ),
            Line.AtMost(
                $"gates: memory that {Gates:N0} answers add after as many",
                MostGrowth,
                after - before,
                " MiB"
            ),
        ];
    }

    private static Task<double[]> AskAsync(OperatorProcess operation, string token) =>
        SecondProcess.MeasureAsync(
            [
                LoadProgram.Verb,
                LoadProgram.Gates,
                operation.Url.ToString(),
                Gates.ToString(CultureInfo.InvariantCulture),
            ],
            token
        );

    /// <summary>At the same instant more wait for each other than for the operator: that is told and has no limit.</summary>
    private async Task<Line> ReviewsAsync()
    {
        double[] storm = await ReviewAsync(LoadProgram.Storm);
        return AtMost(
            $"webhook, {ReviewLoad.Askers} askers, {ReviewLoad.PerSecond} reviews a second",
            SlowestReview,
            await ReviewAsync(LoadProgram.Reviews),
            $"; all {ReviewLoad.Askers} at the same instant: median {storm[0]:0}, 99th percentile {storm[1]:0}"
        );
    }

    private Task<double[]> ReviewAsync(string what) =>
        SecondProcess.MeasureAsync([
            LoadProgram.Verb,
            what,
            $"https://127.0.0.1:{_port}/admission/v1/validate",
            _certificate.File("tls.crt"),
        ]);

    private static async Task<Line> ScrapesAsync(OperatorProcess operation)
    {
        var seen = new List<double>();
        int bytes = 0;
        for (int scrape = 0; scrape < Scrapes; scrape++)
        {
            long sent = Stopwatch.GetTimestamp();
            bytes = await operation.ScrapedBytesAsync();
            seen.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return Line.AtMost(
            $"metrics of {Fleet.TeamSlos} × 2 objectives",
            SlowestScrape,
            Median.Of(seen),
            " ms",
            $" (median of {Scrapes}, worst {seen.Max():0}; {bytes / 1024.0 / 1024:0.0} MiB)"
        );
    }

    private static Line AtMost(string promise, double limit, double[] seen, string note = "") =>
        seen is [var median, var percentile, var worst, var rate]
            ? Line.AtMost(
                $"{promise}: 99th percentile",
                limit,
                percentile,
                " ms",
                $" (median {median:0.0}, worst {worst:0}; {rate:0} a second{note})"
            )
            : throw new InvalidOperationException(
                $"The load told [{string.Join(", ", seen)}], not three latencies and a rate."
            );
}
