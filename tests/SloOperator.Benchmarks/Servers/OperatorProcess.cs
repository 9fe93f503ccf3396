using System.Globalization;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.Benchmarks.Servers;

/// <summary>The published program as users start it.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private const double KibibytesPerMebibyte = 1024;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private OperatorProcess(ChildProcess process, Uri url)
    {
        _process = process;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url };
    }

    /// <summary>Returns when it is ready.</summary>
    public static async Task<OperatorProcess> StartAsync(
        string program,
        string kubeconfig,
        params IReadOnlyList<string> arguments
    )
    {
        string listen = $"127.0.0.1:{LoopbackPort.Next()}";
        string[] all =
        [
            "run",
            "--kubeconfig",
            kubeconfig,
            "--leader-elect",
            "false",
            "--listen",
            listen,
            .. arguments,
        ];
        var operation = new OperatorProcess(
            ChildProcess.Start(program, new ChildProcessOptions { Arguments = all }),
            new Uri($"http://{listen}")
        );
        await operation.WaitUntilReadyAsync();
        return operation;
    }

    /// <summary>MiB of memory in use, as the kernel counts it.</summary>
    public async Task<double> ResidentAsync()
    {
        string[] status = await File.ReadAllLinesAsync($"/proc/{_process.Id}/status");
        string line = status.Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        string kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim();
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) / KibibytesPerMebibyte;
    }

    /// <summary>Of which the memory in use is made, in MiB: its own, mapped files, and code that is mapped twice.</summary>
    public async Task<string> ResidentPartsAsync()
    {
        string[] status = await File.ReadAllLinesAsync($"/proc/{_process.Id}/status");
        return string.Join(
            ", ",
            status
                .Where(line => line.StartsWith("Rss", StringComparison.Ordinal))
                .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
                .Select(part =>
                    $"{part[0][3..].ToLowerInvariant()} {double.Parse(part[1].Split(' ')[0], CultureInfo.InvariantCulture) / KibibytesPerMebibyte:0.0}"
                )
        );
    }

    public async Task<Metrics> ScrapeAsync() =>
        Metrics.Parse(await _http.GetStringAsync(new Uri("metrics", UriKind.Relative)));

    /// <summary>The size of one scrape.</summary>
    public async Task<int> ScrapedBytesAsync() =>
        (await _http.GetByteArrayAsync(new Uri("metrics", UriKind.Relative))).Length;

    /// <summary>Where its probes, metrics and API are.</summary>
    public Uri Url => _http.BaseAddress!;

    /// <summary>What it logged last, for messages.</summary>
    public string Tail() => _process.Tail();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private Task WaitUntilReadyAsync() =>
        Eventually.HoldsAsync(
            async () =>
            {
                using HttpResponseMessage response = await _http.GetAsync(
                    new Uri("readyz", UriKind.Relative)
                );
                response.EnsureSuccessStatusCode();
            },
            StartDeadline
        );
}
