using SloOperator.EndToEnd.Tests.Chart;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>The operator as the chart installs it, on teams in every state that a panel shows, and a Prometheus that scrapes it.</summary>
public sealed class DashboardScene(ChartCluster cluster) : IAsyncLifetime
{
    private const string OperatorNamespace = "shown-operator";

    private PrometheusServer? _shop;
    private RunningBinary? _running;
    private PrometheusServer? _metrics;

    public PrometheusServer Metrics => _metrics!;

    internal RunningBinary Running => _running!;

    public async Task InitializeAsync()
    {
        _shop = await DashboardShop.StartAsync();
        await cluster.CreateNamespaceAsync(DashboardTeam.Namespace);
        RenderedChart chart = await cluster.InstallAsync(
            OperatorNamespace,
            $$"""
            prometheus: {url: "{{_shop.Url.GetLeftPart(UriPartial.Authority)}}"}
            namespaces: [{{DashboardTeam.Namespace}}]
            allowPrivateSinks: true
            """
        );
        _running = await RunningBinary.StartReadyAsync(
            await cluster.ArgumentsAsync(chart, OperatorNamespace)
        );
        _metrics = await PrometheusServer.StartAsync(
            options: new PrometheusOptions
            {
                ScrapeTargets = [_running.Listen],
                ScrapeInterval = TimeSpan.FromSeconds(1),
            }
        );
        await cluster.Kubectl.ApplyAsync(
            DashboardTeam.Manifest(OperatorNamespace, cluster.Receiver.Url)
        );
    }

    public async Task DisposeAsync()
    {
        foreach (IAsyncDisposable? server in (IAsyncDisposable?[])[_metrics, _running, _shop])
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }
}
