using SloOperator.Benchmarks.Report;
using SloOperator.Benchmarks.Servers;

namespace SloOperator.Benchmarks.Client;

/// <summary>What the Kubernetes client takes up: a large list, watches that are cut off, watches that are idle.</summary>
internal sealed class ClientBenchmark(BenchCluster cluster)
{
    private const double MostForList = 70;

    public async Task<IReadOnlyList<Line>> MeasureAsync()
    {
        await StoredObjects.StoreAsync(cluster);
        List<Line> lines = [await ListAsync()];
        // It mostly waits, and its threads are its own.
        Task<Line> idle = IdleAsync();
        lines.AddRange(await new ReconnectBenchmark(cluster).MeasureAsync());
        lines.Add(await idle);
        return lines;
    }

    private async Task<Line> ListAsync()
    {
        double[] figures = await SecondProcess.MeasureAsync([
            ClientProgram.Verb,
            ClientProgram.List,
            cluster.KubeconfigFile,
        ]);
        return figures is [var before, var peak, StoredObjects.Many]
            ? Line.AtMost(
                $"client: peak above idle, {StoredObjects.Many:N0} objects of {StoredObjects.Size:N0} bytes into a store",
                MostForList,
                peak - before,
                " MiB",
                $" ({before:0.0} idle)"
            )
            : throw new InvalidOperationException(
                $"The client told [{string.Join(", ", figures)}], not its memory and {StoredObjects.Many} objects."
            );
    }

    private async Task<Line> IdleAsync()
    {
        double[] threads = await SecondProcess.MeasureAsync([
            ClientProgram.Verb,
            ClientProgram.Idle,
            cluster.KubeconfigFile,
        ]);
        return Line.AtMost(
            $"client: threads that {IdleWatchesRun.Watches} idle watches add",
            0,
            threads[1] - threads[0],
            "",
            $" ({threads[0]:0} with one watch)"
        );
    }
}
