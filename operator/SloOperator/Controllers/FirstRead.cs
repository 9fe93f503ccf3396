using SloOperator.Resources;
using SloOperator.Telemetry;

namespace SloOperator.Controllers;

/// <summary>Holds readiness back until the resources were read once, and says so: an operator that waits for its API server looks like one with nothing to do.</summary>
internal sealed class FirstRead(
    IResourceStore<TeamSlo> slos,
    IResourceStore<PrometheusEndpoint> endpoints,
    HealthState health
)
{
    private const string HealthPart = "resources";

    /// <summary>Later outages change nothing: what was read stays in force.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        health.Report(
            HealthPart,
            ok: false,
            "waiting for the first full read of TeamSLOs and PrometheusEndpoints"
        );
        await Task.WhenAll(slos.Synced, endpoints.Synced).WaitAsync(ct);
        health.Report(HealthPart, ok: true, "read");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
    }
}
