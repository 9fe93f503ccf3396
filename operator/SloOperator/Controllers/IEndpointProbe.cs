using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;

namespace SloOperator.Controllers;

/// <summary>Asks a Prometheus whether it is there and which version it is.</summary>
internal interface IEndpointProbe
{
    Task<EndpointHealth> ProbeAsync(EndpointOptions endpoint, CancellationToken ct);
}
