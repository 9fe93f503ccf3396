using System.Globalization;
using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Alertmanager;

/// <summary>The real alertmanager program, by the name that Debian gives it, alone on a free loopback port.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private ChildProcess? _process;

    private AlertmanagerServer(TemporaryFolder folder)
    {
        _folder = folder;
        Url = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
    }

    public Uri Url { get; }

    /// <summary>Returns when the server is ready to take alerts.</summary>
    /// <param name="configuration">The YAML of alertmanager.yml.</param>
    public static async Task<AlertmanagerServer> StartAsync(string configuration)
    {
        TemporaryFolder folder = new();
        try
        {
            await File.WriteAllTextAsync(folder.File("alertmanager.yml"), configuration);
            return await ServerStartException.RetryOnTakenPortAsync(() => StartOnceAsync(folder));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The samples of one of its own metrics, added up; 0 when there are none.</summary>
    public async Task<double> SumAsync(string metric, CancellationToken ct = default)
    {
        string page = await _http.GetStringAsync(new Uri(Url, "metrics"), ct);
        return page.Split('\n')
            .Where(line => line.Split('{', ' ')[0] == metric)
            .Sum(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private static async Task<AlertmanagerServer> StartOnceAsync(TemporaryFolder folder)
    {
        AlertmanagerServer server = new(folder);
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            // The folder stays for the next attempt on another port.
            await server.StopAsync();
            throw;
        }
    }

    private async Task RunAsync()
    {
        _process = ChildProcess.Start(
            "prometheus-alertmanager",
            new ChildProcessOptions
            {
                Arguments =
                [
                    $"--config.file={_folder.File("alertmanager.yml")}",
                    $"--storage.path={_folder.File("data")}",
                    $"--web.listen-address={Url.Authority}",
                    // Empty: no gossip, for which it would look for a private address.
                    "--cluster.listen-address=",
                ],
                LogFile = _folder.File("alertmanager.log"),
            }
        );
        await Readiness.WaitAsync(
            _process,
            StartDeadline,
            ct => Readiness.IsOkAsync(_http, new Uri(Url, "-/ready"), ct)
        );
    }

    private async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
    }
}
