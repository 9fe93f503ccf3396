using System.Diagnostics;
using SloOperator.Benchmarks.Client;
using SloOperator.Benchmarks.Doors;
using SloOperator.Benchmarks.Fleets;
using SloOperator.Benchmarks.Ledgers;
using SloOperator.Benchmarks.Pages;
using SloOperator.Benchmarks.Report;
using SloOperator.Benchmarks.Servers;
using SloOperator.Benchmarks.Tickets;
using SloOperator.Testing.Prometheus;

if (args is [ClientProgram.Verb, var what, var kubeconfig])
{
    return await ClientProgram.RunAsync(what, kubeconfig);
}

if (args is [LoadProgram.Verb, .. var load])
{
    return await LoadProgram.RunAsync(load);
}

// Arguments: the published program, the folder of resource definitions, and the parts to measure; none: all. Exit 1 when a limit is exceeded.
string[] parts = ["ledgers", "tickets", "idle", "steady", "fleet", "client", "pages"];
if (args is not [var program, var definitions, .. var chosen] || chosen.Except(parts).Any())
{
    await Console.Error.WriteLineAsync(
        $"usage: SloOperator.Benchmarks PROGRAM DEFINITIONS [{string.Join("|", parts)}]..."
    );
    return 2;
}

long begun = Stopwatch.GetTimestamp();
string machine = await Machine.DescribeAsync();
List<Line> lines = [];
if (IsWanted("ledgers"))
{
    Add("ledgers", LedgerBenchmark.Measure());
}

if (IsWanted("tickets"))
{
    using var drain = new DrainBenchmark();
    Add("tickets", await drain.MeasureAsync());
}

if (IsWanted("idle", "fleet", "client"))
{
    await using BenchCluster cluster = await BenchCluster.StartAsync(
        definitions,
        FirstStatusBenchmark.Namespace,
        Fleet.Namespace
    );
    if (IsWanted("idle"))
    {
        await using PrometheusServer small = await PrometheusServer.StartAsync(
            FirstStatusBenchmark.History(TimeProvider.System.GetUtcNow())
        );
        await using OperatorProcess idle = await OperatorProcess.StartAsync(
            program,
            cluster.KubeconfigFile,
            "--prometheus-url",
            small.Url.ToString()
        );
        Add("idle", await new FirstStatusBenchmark(cluster, idle).MeasureAsync());
    }

    if (IsWanted("fleet"))
    {
        await using PrometheusServer large = await PrometheusServer.StartAsync(
            Fleet.History(TimeProvider.System.GetUtcNow())
        );
        using var watched = new WatchedFleetBenchmark(cluster, large.Url);
        Add("fleet", await watched.MeasureAsync(program));
    }

    if (IsWanted("client"))
    {
        Add("client", await new ClientBenchmark(cluster).MeasureAsync());
    }
}

if (IsWanted("steady"))
{
    DateTimeOffset now = TimeProvider.System.GetUtcNow();
    await using PrometheusServer large = await PrometheusServer.StartAsync(Fleet.History(now));
    Add("steady", await new SteadyPassBenchmark(large.Url).MeasureAsync(now));
}

if (IsWanted("pages"))
{
    DateTimeOffset recent = TimeProvider.System.GetUtcNow();
    await using PrometheusServer pages = await PrometheusServer.StartAsync(
        PageHistories.Of(recent)
    );
    Add("pages", await new PageBenchmark(pages.Url).MeasureAsync(recent));
}

await Console.Out.WriteLineAsync(machine);
await Table.WriteAsync(lines, Console.Out);
return lines.TrueForAll(line => line.Holds) ? 0 : 1;

bool IsWanted(params string[] any) => chosen.Length == 0 || chosen.Intersect(any).Any();

void Add(string part, IEnumerable<Line> seen)
{
    foreach (Line line in seen)
    {
        lines.Add(line);
        Console.Error.WriteLine(
            $"bench: {Stopwatch.GetElapsedTime(begun).TotalSeconds, 4:0} s  {part}: {line.Promise} {line.Seen}"
        );
    }
}
