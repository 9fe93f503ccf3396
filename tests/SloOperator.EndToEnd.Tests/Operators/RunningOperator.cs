using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SloOperator.Cli;
using SloOperator.Prometheus.Collection;

namespace SloOperator.EndToEnd.Tests.Operators;

/// <summary>The whole operator in this process, on a free port, against a real API server.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private RunningOperator(WebApplication app)
    {
        _app = app;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

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
        };
        WebApplication app = OperatorHost.Build(
            options,
            services =>
            {
                services.AddLogging(logs => logs.ClearProviders());
                services.Replace(ServiceDescriptor.Singleton(clock ?? TimeProvider.System));
            }
        );
        await app.StartAsync();
        return new RunningOperator(app);
    }

    /// <summary>The body at the path, whatever the status code.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Completes when nothing is asked of any Prometheus.</summary>
    public Task WhenIdleAsync() =>
        _app.Services.GetRequiredService<BudgetCollector>().WhenIdleAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
