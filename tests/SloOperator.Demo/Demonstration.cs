using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Processes;

namespace SloOperator.Demo;

/// <summary>A small shop, a real Prometheus and the program, from the first to the last table.</summary>
internal sealed class Demonstration(string logFile, bool once, TimeProvider time)
{
    private const string Examples = "crds/examples";

    /// <summary>What the shop has nothing of: a pager, an Alertmanager, a team that wrote its shifts down for one month, a tracker, time that does not count.</summary>
    private static readonly string[] LeftOut =
    [
        "catalog-maintenance.yaml",
        "catalog-on-call.yaml",
        "catalog-release.yaml",
        "checkout-pager.yaml",
        "github-sink.yaml",
        "shopfront-webhook.yaml",
        "tier-1-policy.yaml",
    ];

    private static readonly TimeSpan FirstStatusDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstStatusPace = TimeSpan.FromMilliseconds(200);

    /// <summary>Until cancelled, or until the first table when once; false when a budget is not what the event log says.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        ShopCalendar calendar = new(time.GetUtcNow());
        ShopSeries shop = new(calendar, calendar.End);
        using TemporaryFolder folder = new();
        await Console.Error.WriteLineAsync("demo: writing a month of a small shop's history");
        SeriesHistory history = new ShopSeries(calendar, calendar.Now).History;
        ShopPages pages = new(calendar);
        pages.AddTo(history);
        await HistoryWriter.WriteBlocksAsync(history, folder.File("data"));
        ct.ThrowIfCancellationRequested();
        await using ShopLoad load = await ShopLoad.StartAsync(new ShopMetrics(shop, time), ct);
        await using ShopPrometheus prometheus = await ShopPrometheus.StartAsync(
            folder,
            load.Address,
            ct
        );
        string manifests = CopyExamples(folder);
        await Console.Error.WriteLineAsync("demo: playing the days since the bad deploy again");
        await new Replay(manifests, prometheus.Url, calendar).RunAsync(Console.Error, ct);
        await using DemoOperator program = DemoOperator.Start(manifests, prometheus.Url, logFile);
        ManifestsWithStatus<TeamSlo> slos = new(manifests, ResourceKinds.TeamSlo, time);
        ManifestsWithStatus<OnCallPolicy> policies = new(
            manifests,
            ResourceKinds.OnCallPolicy,
            time
        );
        await Console.Error.WriteLineAsync("demo: waiting for the first statuses");
        await WaitForStatusesAsync(
            () => [.. Unevaluated(slos.Read()), .. Unevaluated(policies.Read())],
            program,
            ct
        );
        EventLogCheck check = new(new ShopTruth(shop), prometheus.Url);
        TicketFiles tickets = new(manifests);
        string where =
            $"Prometheus {prometheus.Url}\nmetrics    {program.Metrics}\nstatuses   {Path.GetDirectoryName(slos.Statuses)}";
        Board board = new(slos, policies, tickets, (check, pages), time) { Where = where };
        return await ShowAsync(board, program, ct);
    }

    private static string CopyExamples(TemporaryFolder folder)
    {
        string manifests = folder.File("shop");
        Directory.CreateDirectory(manifests);
        foreach (string example in Directory.EnumerateFiles(Examples, "*.yaml"))
        {
            string name = Path.GetFileName(example);
            if (!LeftOut.Contains(name))
            {
                File.Copy(example, Path.Combine(manifests, name));
            }
        }

        return manifests;
    }

    private IEnumerable<string> Unevaluated(IEnumerable<TeamSlo> slos) =>
        slos.Where(slo => !IsRecent(slo.Status?.EvaluatedAt)).Select(slo => slo.Metadata.Name);

    private IEnumerable<string> Unevaluated(IEnumerable<OnCallPolicy> policies) =>
        policies
            .Where(policy => !IsRecent(policy.Status?.EvaluatedAt))
            .Select(policy => policy.Metadata.Name);

    /// <summary>What was played again ended earlier.</summary>
    private bool IsRecent(DateTimeOffset? evaluatedAt) =>
        evaluatedAt > time.GetUtcNow() - TimeSpan.FromMinutes(15);

    private async Task WaitForStatusesAsync(
        Func<IReadOnlyList<string>> missing,
        DemoOperator program,
        CancellationToken ct
    )
    {
        using CancellationTokenSource limit = new(FirstStatusDeadline, time);
        using PeriodicTimer pace = new(FirstStatusPace, time);
        while (missing() is { Count: > 0 } names)
        {
            program.DemandRunning();
            if (limit.IsCancellationRequested)
            {
                throw new DemoFailure(
                    $"no status after {FirstStatusDeadline.TotalSeconds} s for {string.Join(", ", names)}"
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
