using SloOperator.EndToEnd.Tests.Budgets;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>A Prometheus that never fails, with the history of a shop: what is wrong stands before it.</summary>
public sealed class OpenShop : IAsyncLifetime
{
    private PrometheusServer? _prometheus;

    public Uri Url =>
        _prometheus?.Url
        ?? throw new InvalidOperationException("xunit starts it before the first test.");

    internal Shop Shop { get; } = Shop.OfOneDay().IsOpen();

    public async Task InitializeAsync() =>
        _prometheus = await PrometheusServer.StartAsync(Shop.History);

    public async Task DisposeAsync()
    {
        if (_prometheus is not null)
        {
            await _prometheus.DisposeAsync();
        }
    }
}
