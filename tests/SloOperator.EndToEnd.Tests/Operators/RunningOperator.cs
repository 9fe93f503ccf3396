using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SloOperator.Cli;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Alerts;
using SloOperator.Prometheus.Collection;

namespace SloOperator.EndToEnd.Tests.Operators;

/// <summary>The whole operator in this process, on a free port, against a real API server.</summary>
internal sealed partial class RunningOperator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly OperatorLog _log;

    private RunningOperator(WebApplication app, OperatorLog log)
    {
        (_app, _log) = (app, log);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

    /// <summary>Of its --listen port.</summary>
    public Uri Url => _http.BaseAddress!;

    /// <param name="kubeconfig">Of the API server.</param>
    /// <param name="watched">The one namespace it works on, so that tests do not see each other.</param>
    /// <param name="clock">Null: real time.</param>
    public static async Task<RunningOperator> StartAsync(
        string kubeconfig,
        string watched,
        TimeProvider? clock
    )
    {
        RunOptions options = new()
        {
            Kubeconfig = kubeconfig,
            Namespaces = [watched],
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            LeaderElect = false,
            OperatorNamespace = watched,
            AllowPrivateSinks = true,
        };
        return await StartAsync(options, clock);
    }

    /// <param name="options">As the command line would give them.</param>
    /// <param name="clock">Null: real time.</param>
    public static async Task<RunningOperator> StartAsync(RunOptions options, TimeProvider? clock)
    {
        OperatorLog log = new();
        WebApplication app = OperatorHost.Build(
            options,
            services =>
            {
                services.AddLogging(logs => logs.ClearProviders().AddProvider(log));
                services.Replace(ServiceDescriptor.Singleton(clock ?? TimeProvider.System));
            }
        );
        await app.StartAsync();
        return new RunningOperator(app, log);
    }

    /// <summary>The body at the path, whatever the status code.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Requests to Prometheus that are over, by endpoint: their answers are read, or given up.</summary>
    public async Task<ILookup<string, int>> RequestsEndedAsync()
    {
        (_, string metrics) = await GetAsync("/metrics");
        return EndedRequests()
            .Matches(metrics)
            .ToLookup(
                line => line.Groups["endpoint"].Value,
                line => int.Parse(line.Groups["count"].Value, CultureInfo.InvariantCulture)
            );
    }

    /// <summary>It runs, and nothing in it failed but what servers did to it.</summary>
    public void ShouldBeWell()
    {
        _app.Lifetime.ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        _log.ShouldShowNoFailureOfOurs();
    }

    /// <summary>Completes when nothing is asked of any Prometheus.</summary>
    public Task WhenIdleAsync() =>
        _app.Services.GetRequiredService<BudgetCollector>().WhenIdleAsync();

    /// <summary>Reads on from every Prometheus for every OnCallPolicy, as the operator does once a minute.</summary>
    public Task CollectPagesAsync() =>
        _app
            .Services.GetRequiredService<AlertCollector>()
            .CollectOnceAsync(
                _app.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
                CancellationToken.None
            );

    /// <summary>What the policy's source knows, beyond what its status tells.</summary>
    public PageHistory? PagesOf(ResourceName policy) =>
        _app.Services.GetRequiredService<IPageReadings>().Read(policy)?.History;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [GeneratedRegex(
        "^slo_operator_prometheus_requests_total\\{endpoint=\"(?<endpoint>[^\"]*)\".*\\} (?<count>[0-9]+)$",
        RegexOptions.Multiline
    )]
    private static partial Regex EndedRequests();
}
