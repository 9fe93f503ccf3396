using System.Diagnostics;
using System.Globalization;
using SloOperator.Benchmarks.Report;
using SloOperator.Benchmarks.Servers;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Testing.Histories;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>An operator with nothing to do, then with one TeamSLO after another whose 28 days it has to read.</summary>
internal sealed class FirstStatusBenchmark(BenchCluster cluster, OperatorProcess operation)
{
    public const string Namespace = "first";

    private const string App = "checkout";
    private const double LargestIdle = 70;
    private const double LongestWait = 3;
    private const int TeamSlos = 7;

    // Longer than the collector's tick and the garbage collector's first rounds.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>28 days of two series, a sample a minute.</summary>
    public static SeriesHistory History(DateTimeOffset now)
    {
        var history = new SeriesHistory(
            now - TimeSpan.FromDays(28) - TimeSpan.FromHours(2),
            now + TimeSpan.FromMinutes(20)
        );
        Fleet.AddService(history, App);
        return history;
    }

    public async Task<IReadOnlyList<Line>> MeasureAsync()
    {
        await Task.Delay(IdleTime, TimeProvider.System);
        double idle = await operation.ResidentAsync();
        string parts = await operation.ResidentPartsAsync();
        var seconds = new List<double>();
        for (int number = 0; number < TeamSlos; number++)
        {
            seconds.Add(
                await TimeAsync(string.Create(CultureInfo.InvariantCulture, $"checkout-{number}"))
            );
        }

        return
        [
            Line.AtMost("idle operator: resident memory", LargestIdle, idle, " MiB", $" ({parts})"),
            Line.AtMost(
                "created → first status, 28 days of 2 series",
                LongestWait,
                Median.Of(seconds),
                " s",
                $" (median of {TeamSlos}; the first, cold: {seconds[0]:0.00} s, the slowest: {seconds.Max():0.00} s)"
            ),
        ];
    }

    private async Task<double> TimeAsync(string name)
    {
        long begun = Stopwatch.GetTimestamp();
        await cluster.TeamSlos.CreateAsync(
            Fleet.Resource(Namespace, name, App, ["availability"]),
            CancellationToken.None
        );
        using var pace = new PeriodicTimer(Pace, TimeProvider.System);
        while (
            !IsPublished(
                await cluster.TeamSlos.GetAsync(
                    new ResourceName(Namespace, name),
                    CancellationToken.None
                )
            )
        )
        {
            if (Stopwatch.GetElapsedTime(begun) > Deadline)
            {
                throw new TimeoutException(
                    $"{name} has no budget after {Deadline}; the operator last wrote: {operation.Tail()}"
                );
            }

            await pace.WaitForNextTickAsync();
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        // The next operator asks another Prometheus, where this one's metric is not.
        await cluster.TeamSlos.DeleteAsync(
            new ResourceName(Namespace, name),
            options: null,
            CancellationToken.None
        );
        return seconds;
    }

    private static bool IsPublished(TeamSlo? slo) =>
        slo?.Status?.Objectives is [{ BudgetRemaining: not null }];
}
