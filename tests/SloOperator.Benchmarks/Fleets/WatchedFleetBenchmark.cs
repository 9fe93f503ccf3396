using System.Diagnostics;
using System.Globalization;
using SloOperator.Benchmarks.Doors;
using SloOperator.Benchmarks.Report;
using SloOperator.Benchmarks.Servers;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>The published operator with a whole fleet on real servers: its memory, what it writes while nothing changes, and how it answers at its doors.</summary>
internal sealed class WatchedFleetBenchmark(BenchCluster cluster, Uri prometheus) : IDisposable
{
    private const double LargestResident = 150;
    private const int Creators = 8;

    /// <summary>Whole live passes before what the first readings changed counts as settled.</summary>
    private const int LivePassesToSettle = 1;

    private const int RequestsPerPass = Fleet.Objectives / 50;

    /// <summary>When the boundary that is measured should come: after the fleet's first readings and a pass.</summary>
    private static readonly TimeSpan UntilBoundary = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly DoorsBenchmark _doors = new(cluster);

    public void Dispose() => _doors.Dispose();

    public async Task<IReadOnlyList<Line>> MeasureAsync(string program)
    {
        await CreateAsync();
        await using OperatorProcess operation = await OperatorProcess.StartAsync(
            program,
            cluster.KubeconfigFile,
            await _doors.OpenAsync()
        );
        long begun = Stopwatch.GetTimestamp();
        await UntilAsync(AllMeasuredAsync, "a status for all");
        double first = await operation.ResidentAsync();
        Metrics read = await operation.ScrapeAsync();
        await UntilAsync(
            async () => LivePasses(read, await operation.ScrapeAsync()) >= LivePassesToSettle,
            "a live pass"
        );
        (Metrics settled, IReadOnlyDictionary<string, DateTimeOffset?> before) = await AtRestAsync(
            operation
        );
        await UntilAsync(
            async () => IsSteady(settled, await operation.ScrapeAsync()),
            "a boundary and live passes"
        );
        (Metrics steady, IReadOnlyDictionary<string, DateTimeOffset?> after) = await AtRestAsync(
            operation
        );
        int heartbeats = Heartbeats(before, after);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return
        [
            Line.AtMost(
                "watching them: resident memory after steady passes",
                LargestResident,
                await operation.ResidentAsync() + MissingLedgers(),
                " MiB",
                $" ({first:0.0} after the first reading; {MissingLedgers():0.0} of it added for 28-day windows)"
            ),
            Line.AtMost(
                "watching them: API writes while nothing changes, beside heartbeats",
                0,
                steady.Writes - settled.Writes - heartbeats,
                "",
                $" (a boundary and live passes; {heartbeats} heartbeats, {seconds:0} s after the start) {steady.WritesSince(settled)}"
            ),
            .. await _doors.MeasureAsync(operation),
        ];
    }

    /// <summary>MiB that ledgers of 28 days take beyond those that are held.</summary>
    private static double MissingLedgers()
    {
        int whole = new BudgetLedger(TimeSpan.FromDays(28)).SizeInBytes;
        int held = new BudgetLedger(TimeSpan.FromDays(1)).SizeInBytes;
        return (double)Fleet.Objectives * (whole - held) / (1 << 20);
    }

    private static double LivePasses(Metrics before, Metrics after) =>
        (after.Queries("query") - before.Queries("query")) / RequestsPerPass;

    private static bool IsSteady(Metrics before, Metrics after) =>
        LivePasses(before, after) >= 2
        && after.Queries("query_range") - before.Queries("query_range") >= RequestsPerPass;

    private async Task CreateAsync()
    {
        await cluster.Endpoints.CreateAsync(Endpoint(), CancellationToken.None);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Creators };
        await Parallel.ForEachAsync(
            Fleet.Resources(),
            options,
            async (slo, ct) => await cluster.TeamSlos.CreateAsync(slo, ct)
        );
    }

    /// <summary>Its evaluation delay moves the next boundary to where it can be waited for.</summary>
    private PrometheusEndpoint Endpoint()
    {
        DateTimeOffset wanted = TimeProvider.System.GetUtcNow() + UntilBoundary;
        long seconds =
            30
            + (
                ((wanted.ToUnixTimeSeconds() - 30) % (long)Bucket.TotalSeconds)
                + (long)Bucket.TotalSeconds
            ) % (long)Bucket.TotalSeconds;
        PrometheusEndpoint endpoint = DefaultEndpoint.From(prometheus.ToString());
        return endpoint with
        {
            Spec = endpoint.Spec! with
            {
                Limits = new LimitsSpec { Timeout = Fleet.Timeout },
                EvaluationDelay = string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
            },
        };
    }

    private async Task<bool> AllMeasuredAsync()
    {
        ListPage<TeamSlo> page = await ListAsync();
        return page.Items.Count == Fleet.TeamSlos
            && page.Items.All(slo => slo.Value?.Status?.Objectives is { Count: 2 });
    }

    /// <summary>What was counted and what was stored at one moment: nothing was written from one look to the next.</summary>
    private async Task<(
        Metrics Counted,
        IReadOnlyDictionary<string, DateTimeOffset?> Stored
    )> AtRestAsync(OperatorProcess operation)
    {
        Metrics? counted = null;
        IReadOnlyDictionary<string, DateTimeOffset?>? stored = null;
        await UntilAsync(
            async () =>
            {
                Metrics now = await operation.ScrapeAsync();
                if (counted?.Writes == now.Writes)
                {
                    return true;
                }

                counted = now;
                stored = await EvaluatedAsync();
                return false;
            },
            "a moment without writes"
        );
        return (counted!, stored!);
    }

    /// <summary>By name: of which bucket's end each status speaks.</summary>
    private async Task<IReadOnlyDictionary<string, DateTimeOffset?>> EvaluatedAsync() =>
        (await ListAsync()).Items.ToDictionary(
            slo => slo.Metadata.Name,
            slo => slo.Value?.Status?.EvaluatedAt,
            StringComparer.Ordinal
        );

    /// <summary>Statuses that were written because they had grown old.</summary>
    private static int Heartbeats(
        IReadOnlyDictionary<string, DateTimeOffset?> before,
        IReadOnlyDictionary<string, DateTimeOffset?> after
    ) => before.Count(slo => after[slo.Key] - slo.Value >= MaterialChange.Heartbeat);

    private Task<ListPage<TeamSlo>> ListAsync() =>
        cluster.TeamSlos.ListAllAsync(
            new ListOptions { Namespace = Fleet.Namespace },
            CancellationToken.None
        );

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Deadline, TimeProvider.System);
        using var pace = new PeriodicTimer(Pace, TimeProvider.System);
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"There was not {what} within {Deadline}.");
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
