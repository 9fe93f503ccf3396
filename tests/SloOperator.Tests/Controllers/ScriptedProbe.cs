using SloOperator.Controllers;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;

namespace SloOperator.Tests.Controllers;

/// <summary>Endpoints answer as the test last said.</summary>
internal sealed class ScriptedProbe : IEndpointProbe
{
    private int _asked;

    public EndpointHealth Health { get; set; } = new("default", true, null, "2.42.0");

    public int Asked => Volatile.Read(ref _asked);

    public Task<EndpointHealth> ProbeAsync(EndpointOptions endpoint, CancellationToken ct)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(Health);
    }
}
