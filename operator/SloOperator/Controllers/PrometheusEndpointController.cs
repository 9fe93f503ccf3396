using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Reconciles each PrometheusEndpoint when it changes, and again each time its reconciler asks for it.</summary>
internal sealed class PrometheusEndpointController(
    IResourceStore<PrometheusEndpoint> endpoints,
    PrometheusEndpointReconciler reconciler,
    TimeProvider time,
    ILogger<PrometheusEndpointController> log
)
{
    private const string Name = "prometheusendpoint";

    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(time, Name);
        await endpoints.Synced.WaitAsync(ct);
        endpoints.Changed += queue.Add;
        try
        {
            foreach (Decoded<PrometheusEndpoint> endpoint in endpoints.List())
            {
                queue.Add(endpoint.Name);
            }

            await new ReconcileLoop<ResourceName>(
                queue,
                reconciler,
                new ReconcileLoopOptions { Workers = 2 },
                log
            ).RunAsync(ct);
        }
        finally
        {
            endpoints.Changed -= queue.Add;
        }
    }
}
