using SloOperator.Testing.Histories;
using SloOperator.Testing.Processes;

namespace SloOperator.Demo;

/// <summary>A small shop, a real Prometheus and the program, from the first to the last table.</summary>
internal sealed class Demonstration(string logFile, bool once, TimeProvider time)
{
    private const string Examples = "crds/examples";

    private static readonly TimeSpan FirstStatusDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstStatusPace = TimeSpan.FromMilliseconds(200);

    /// <summary>Until cancelled, or until the first table when once; false when a budget is not what the event log says.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        ShopCalendar calendar = new(time.GetUtcNow());
        ShopSeries shop = new(calendar, calendar.End);
        using TemporaryFolder folder = new();
        await Console.Error.WriteLineAsync("demo: writing 28 days of a small shop's history");
        await HistoryWriter.WriteBlocksAsync(
            new ShopSeries(calendar, calendar.Now).History,
            folder.File("data")
        );
        ct.ThrowIfCancellationRequested();
        await using ShopLoad load = await ShopLoad.StartAsync(new ShopMetrics(shop, time), ct);
        await using ShopPrometheus prometheus = await ShopPrometheus.StartAsync(
            folder,
            load.Address,
            ct
        );
        string manifests = CopyExamples(folder);
        await using DemoOperator program = DemoOperator.Start(manifests, prometheus.Url, logFile);
        TeamSloFolder slos = new(manifests, time);
        await Console.Error.WriteLineAsync("demo: waiting for the first statuses");
        await WaitForStatusesAsync(slos, program, ct);
        EventLogCheck check = new(new ShopTruth(shop), prometheus.Url);
        string where =
            $"Prometheus {prometheus.Url}\nmetrics    {program.Metrics}\nstatuses   {slos.Statuses}";
        return await ShowAsync(new Board(slos, check, time) { Where = where }, program, ct);
    }

    private static string CopyExamples(TemporaryFolder folder)
    {
        string manifests = folder.File("shop");
        Directory.CreateDirectory(manifests);
        foreach (string example in Directory.EnumerateFiles(Examples, "*.yaml"))
        {
            File.Copy(example, Path.Combine(manifests, Path.GetFileName(example)));
        }

        return manifests;
    }

    private async Task WaitForStatusesAsync(
        TeamSloFolder slos,
        DemoOperator program,
        CancellationToken ct
    )
    {
        using CancellationTokenSource limit = new(FirstStatusDeadline, time);
        using PeriodicTimer pace = new(FirstStatusPace, time);
        while (
            slos.Read().Where(slo => slo.Status?.EvaluatedAt is null).ToArray()
                is { Length: > 0 } missing
        )
        {
            program.DemandRunning();
            if (limit.IsCancellationRequested)
            {
                string names = string.Join(", ", missing.Select(slo => slo.Metadata.Name));
                throw new DemoFailure(
                    $"no budget after {FirstStatusDeadline.TotalSeconds} s for {names}"
                );
            }

            await pace.WaitForNextTickAsync(ct);
        }
    }

    private async Task<bool> ShowAsync(Board board, DemoOperator program, CancellationToken ct)
    {
        Screen screen = new(Console.Out, isTerminal: !Console.IsOutputRedirected && !once);
        using PeriodicTimer pace = new(screen.Pace, time);
        while (true)
        {
            board.Refresh();
            screen.Show(board.Text);
            if (once)
            {
                return board.Holds;
            }

            await pace.WaitForNextTickAsync(ct);
            program.DemandRunning();
        }
    }
}
