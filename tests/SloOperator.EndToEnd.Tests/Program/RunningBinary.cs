using System.Globalization;
using System.Net;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

/// <summary>`slo-operator run` as a process of its own, and what it answers on its port.</summary>
internal sealed class RunningBinary : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private RunningBinary(string listen, IReadOnlyList<string> arguments)
    {
        Listen = listen;
        _http.BaseAddress = new Uri($"http://{listen}");
        Process = OperatorBinary.Start(["run", "--listen", listen, .. arguments]);
    }

    public string Listen { get; }

    public ChildProcess Process { get; }

    /// <summary>As soon as the process exists; see <see cref="StartReadyAsync"/>.</summary>
    public static RunningBinary Start(params IReadOnlyList<string> arguments) =>
        new($"127.0.0.1:{LoopbackPort.Next()}", arguments);

    /// <summary>Returns when /readyz says 200.</summary>
    public static async Task<RunningBinary> StartReadyAsync(params IReadOnlyList<string> arguments)
    {
        RunningBinary started = Start(arguments);
        try
        {
            await started.AnswersAsync("/readyz", HttpStatusCode.OK);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async Task AnswersAsync(string path, HttpStatusCode expected)
    {
        try
        {
            await Eventually.HoldsAsync(
                async () => (await GetAsync(path)).Status.ShouldBe(expected),
                StartDeadline
            );
        }
        catch (Exception e) when (e is HttpRequestException or ShouldAssertException)
        {
            throw new InvalidOperationException($"{e.Message} It wrote: {Process.Tail()}", e);
        }
    }

    /// <summary>The body, whatever the status.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The sum of a metric's series that have all these labels, each written as name="value".</summary>
    public async Task<decimal> SumAsync(string metric, params string[] labels) =>
        (await SamplesAsync(metric, labels)).Sum();

    /// <summary>The values of a metric's series that have all these labels.</summary>
    public async Task<IReadOnlyList<decimal>> SamplesAsync(string metric, params string[] labels)
    {
        (_, string body) = await GetAsync("/metrics");
        return
        [
            .. body.Split('\n')
                .Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal))
                .Where(line => labels.All(line.Contains))
                .Select(line => line[(line.LastIndexOf(' ') + 1)..])
                .Select(value =>
                    decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)
                ),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _http.Dispose();
    }
}
