using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Prometheus;

/// <summary>The real prometheus program on a free loopback port.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder;
    private readonly PrometheusOptions _options;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private ChildProcess? _process;

    private PrometheusServer(TemporaryFolder folder, PrometheusOptions options)
    {
        _folder = folder;
        _options = options;
        Url = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
    }

    public Uri Url { get; }

    public ChildProcess Process =>
        _process ?? throw new InvalidOperationException("This Prometheus is not running.");

    private string DataFolder => _options.DataFolder ?? _folder.File("data");

    /// <summary>Writes the history into the data folder first, when one is given; returns when the server is ready to answer.</summary>
    public static async Task<PrometheusServer> StartAsync(
        SeriesHistory? history = null,
        PrometheusOptions? options = null
    )
    {
        options ??= new PrometheusOptions();
        TemporaryFolder folder = new();
        try
        {
            string data = options.DataFolder ?? folder.File("data");
            if (history is not null)
            {
                await HistoryWriter.WriteBlocksAsync(history, data);
            }

            return await ServerStartException.RetryOnTakenPortAsync(() =>
                StartOnceAsync(folder, options)
            );
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL; the data folder stays.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Stops it when it runs, and starts it on the same port and data.</summary>
    public async Task RestartAsync()
    {
        if (!Process.HasExited)
        {
            await Process.TerminateAsync(StopDeadline);
        }

        await Process.DisposeAsync();
        await RunAsync();
    }

    /// <summary>SIGSTOP: connections are accepted and nothing answers.</summary>
    public void Freeze() => Process.Freeze();

    public void Thaw() => Process.Thaw();

    /// <summary>The single value of an instant query; null for an empty answer.</summary>
    public async Task<double?> QueryAsync(
        string query,
        DateTimeOffset time,
        CancellationToken ct = default
    )
    {
        JsonElement result = await PostAsync(
            "api/v1/query",
            ct,
            ("query", query),
            ("time", Seconds(time))
        );
        return result.GetArrayLength() == 0
            ? null
            : Parse(Single(result, query).GetProperty("value")[1]);
    }

    /// <summary>The values of a single series by time; both ends are included, steps without a value are left out.</summary>
    public async Task<IReadOnlyDictionary<DateTimeOffset, double>> QueryRangeAsync(
        string query,
        DateTimeOffset start,
        DateTimeOffset end,
        TimeSpan step,
        CancellationToken ct = default
    )
    {
        (string, string) every = ("step", step.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        JsonElement result = await PostAsync(
            "api/v1/query_range",
            ct,
            ("query", query),
            ("start", Seconds(start)),
            ("end", Seconds(end)),
            every
        );
        return result.GetArrayLength() == 0
            ? new Dictionary<DateTimeOffset, double>()
            : Single(result, query)
                .GetProperty("values")
                .EnumerateArray()
                .ToDictionary(
                    point =>
                        DateTimeOffset.FromUnixTimeMilliseconds(
                            (long)(point[0].GetDecimal() * 1000)
                        ),
                    point => Parse(point[1])
                );
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
        _folder.Dispose();
    }

    private static async Task<PrometheusServer> StartOnceAsync(
        TemporaryFolder folder,
        PrometheusOptions options
    )
    {
        PrometheusServer server = new(folder, options);
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.StopFailedStartAsync();
            throw;
        }
    }

    private static JsonElement Single(JsonElement result, string query) =>
        result.GetArrayLength() == 1
            ? result[0]
            : throw new InvalidOperationException(
                $"{query} gives {result.GetArrayLength()} series where one was expected: {result}"
            );

    private static double Parse(JsonElement value) =>
        value.GetString() switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            string text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            null => throw new InvalidOperationException("Prometheus answered null for a sample."),
        };

    private static string Seconds(DateTimeOffset time) =>
        (time.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);

    private async Task RunAsync()
    {
        string config = _folder.File("prometheus.yml");
        string rules = _folder.File("rules.yml");
        await File.WriteAllTextAsync(config, PrometheusConfiguration.Write(_options, rules));
        await File.WriteAllTextAsync(rules, _options.Rules);
        _process = ChildProcess.Start(
            "prometheus",
            new ChildProcessOptions
            {
                Arguments = Arguments(config),
                LogFile = _folder.File("prometheus.log"),
            }
        );
        await Readiness.WaitAsync(
            _process,
            StartDeadline,
            ct => Readiness.IsOkAsync(_http, new Uri(Url, "-/ready"), ct)
        );
    }

    // The folder stays for the next attempt on another port.
    private async Task StopFailedStartAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
    }

    private string[] Arguments(string config) =>
        [
            $"--config.file={config}",
            $"--storage.tsdb.path={DataFolder}",
            $"--storage.tsdb.retention.time={_options.Retention}",
            $"--web.listen-address={Url.Authority}",
            .. _options.EnableLifecycle ? ["--web.enable-lifecycle"] : Array.Empty<string>(),
            .. _options.Features.Select(feature => $"--enable-feature={feature}"),
            .. _options.Flags,
        ];

    private async Task<JsonElement> PostAsync(
        string path,
        CancellationToken ct,
        params (string Name, string Value)[] form
    )
    {
        using FormUrlEncodedContent content = new(
            form.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        using HttpResponseMessage response = await _http.PostAsync(new Uri(Url, path), content, ct);
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return response.IsSuccessStatusCode
            ? body.GetProperty("data").GetProperty("result")
            : throw new InvalidOperationException($"Prometheus refused: {body}");
    }
}
