using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Telemetry;

/// <summary>Ends the series of endpoints that are deleted, so that names that come and go do not fill the memory.</summary>
internal sealed class EndpointSeries
{
    private const string Label = "endpoint";

    private readonly IResourceStore<PrometheusEndpoint> _endpoints;
    private readonly PrometheusText _metrics;

    public EndpointSeries(IResourceStore<PrometheusEndpoint> endpoints, PrometheusText metrics)
    {
        (_endpoints, _metrics) = (endpoints, metrics);
        endpoints.Changed += Look;
    }

    private void Look(ResourceName endpoint)
    {
        if (_endpoints.Find(endpoint) is null)
        {
            _metrics.Forget(Label, endpoint.Name);
        }
    }
}
