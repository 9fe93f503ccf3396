using SloOperator.Testing.Processes;

namespace SloOperator.Demo;

/// <summary>A real Prometheus on a free port that holds the shop's history and scrapes what goes on.</summary>
internal sealed class ShopPrometheus : IAsyncDisposable
{
    /// <summary>The alert that always fires goes on, or its silence would say that pages may be missing.</summary>
    private const string Rules = """
        groups:
        - name: watchdog
          rules:
          - {alert: Watchdog, expr: vector(1)}

        """;

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private ShopPrometheus(Uri url, ChildProcess process)
    {
        Url = url;
        _process = process;
    }

    public Uri Url { get; }

    /// <summary>On the data folder of the temporary one; returns when it is ready to answer.</summary>
    public static async Task<ShopPrometheus> StartAsync(
        TemporaryFolder folder,
        string target,
        CancellationToken ct
    )
    {
        Uri url = new($"http://127.0.0.1:{LoopbackPort.Next()}");
        string config = folder.File("prometheus.yml");
        await File.WriteAllTextAsync(config, Configuration(target), ct);
        await File.WriteAllTextAsync(folder.File("rules.yml"), Rules, ct);
        ChildProcessOptions options = new()
        {
            Arguments =
            [
                $"--config.file={config}",
                $"--storage.tsdb.path={folder.File("data")}",
                "--storage.tsdb.retention.time=10y",
                $"--web.listen-address={url.Authority}",
            ],
        };
        ShopPrometheus prometheus = new(url, ChildProcess.Start("prometheus", options));
        try
        {
            await prometheus.BecomeReadyAsync(ct);
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    // The shop's own job and instance labels are kept: what is scraped are then the series of the history. The probe's target is not the prober.
    private static string Configuration(string target) =>
        $$"""
            global: {scrape_interval: 5s, scrape_timeout: 5s, evaluation_interval: 1m}
            rule_files: [rules.yml]
            scrape_configs:
            - job_name: shop
              honor_labels: true
              static_configs: [{targets: ['{{target}}']}]
            - job_name: blackbox
              honor_labels: true
              scrape_interval: 1m
              metrics_path: /probe
              static_configs: [{targets: ['{{target}}']}]

            """;

    private async Task BecomeReadyAsync(CancellationToken ct)
    {
        using CancellationTokenSource limit = new(StartDeadline, TimeProvider.System);
        using PeriodicTimer pace = new(Pace, TimeProvider.System);
        while (!await IsReadyAsync(ct))
        {
            if (_process.HasExited || limit.IsCancellationRequested)
            {
                throw new DemoFailure(
                    $"prometheus did not become ready; it last wrote:\n{_process.Tail()}"
                );
            }

            await pace.WaitForNextTickAsync(ct);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage response = await _http.GetAsync(new Uri(Url, "-/ready"), ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
