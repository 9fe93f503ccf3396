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

// Arguments: the published program, the folder of resource definitions. Exit 1 when a limit is exceeded.
if (args is not [var program, var definitions])
{
    await Console.Error.WriteLineAsync("usage: SloOperator.Benchmarks PROGRAM DEFINITIONS");
    return 2;
}

long begun = Stopwatch.GetTimestamp();
string machine = await Machine.DescribeAsync();
List<Line> lines = [.. LedgerBenchmark.Measure()];
await TellAsync("ledgers");
using (var drain = new DrainBenchmark())
{
    lines.AddRange(await drain.MeasureAsync());
}

await TellAsync("tickets");

await using (
    BenchCluster cluster = await BenchCluster.StartAsync(
        definitions,
        FirstStatusBenchmark.Namespace,
        Fleet.Namespace
    )
)
{
    await using (
        PrometheusServer small = await PrometheusServer.StartAsync(
            FirstStatusBenchmark.History(TimeProvider.System.GetUtcNow())
        )
    )
    await using (
        OperatorProcess idle = await OperatorProcess.StartAsync(
            program,
            cluster.KubeconfigFile,
            "--prometheus-url",
            small.Url.ToString()
        )
    )
    {
        await TellAsync("servers up");
        lines.AddRange(await new FirstStatusBenchmark(cluster, idle).MeasureAsync());
        await TellAsync("first statuses");
    }

    DateTimeOffset now = TimeProvider.System.GetUtcNow();
    await using PrometheusServer large = await PrometheusServer.StartAsync(Fleet.History(now));
    await TellAsync("the fleet's history");
    lines.AddRange(await new SteadyPassBenchmark(large.Url).MeasureAsync(now));
    await TellAsync("steady passes");
    using (var watched = new WatchedFleetBenchmark(cluster, large.Url))
    {
        lines.AddRange(await watched.MeasureAsync(program));
    }

    await TellAsync("the watched fleet and its doors");
    lines.AddRange(await new ClientBenchmark(cluster).MeasureAsync());
    await TellAsync("the client");
}

DateTimeOffset recent = TimeProvider.System.GetUtcNow();
await using (PrometheusServer pages = await PrometheusServer.StartAsync(PageHistories.Of(recent)))
{
    await TellAsync("the history of pages");
    lines.AddRange(await new PageBenchmark(pages.Url).MeasureAsync(recent));
    await TellAsync("pages");
}

await Console.Out.WriteLineAsync(machine);
await Table.WriteAsync(lines, Console.Out);
return lines.TrueForAll(line => line.Holds) ? 0 : 1;

Task TellAsync(string done) =>
    Console.Error.WriteLineAsync(
        $"bench: {Stopwatch.GetElapsedTime(begun).TotalSeconds, 4:0} s  {done}; last: {lines[^1].Promise} {lines[^1].Seen}"
    );
