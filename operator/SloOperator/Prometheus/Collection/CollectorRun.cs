using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Prometheus.Collection;

/// <summary>A collector with its loop and its client, which end together.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Retire disposes, after the loop.")]
internal sealed class CollectorRun(EndpointCollector collector, PrometheusClient client)
{
    private readonly CancellationTokenSource _retired = new();
    private Task? _loop;

    public EndpointCollector Collector => collector;

    /// <summary>Never faults: a cancelled loop has ended as asked.</summary>
    public Task Loop => _loop ?? Task.CompletedTask;

    /// <summary>Once; later calls change nothing.</summary>
    public void Start(CancellationToken ct) => _loop ??= RunAsync(ct);

    /// <summary>The client is disposed when nobody asks any more.</summary>
    public void Retire() => _ = RetireAsync();

    private async Task RetireAsync()
    {
        await _retired.CancelAsync();
        await Loop;
        await collector.WhenIdleAsync();
        client.Dispose();
        _retired.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, _retired.Token);
        await Task.Run(() => collector.RunAsync(both.Token), CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
