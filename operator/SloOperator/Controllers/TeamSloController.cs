using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Reconciles TeamSLOs, also when their events were read.</summary>
internal sealed class TeamSloController(
    IResourceStore<TeamSlo> slos,
    IResourceStore<PrometheusEndpoint> endpoints,
    IBudgetReadings readings,
    TeamSloReconciler reconciler,
    TimeProvider time,
    ILogger<TeamSloController> log
) : MeasuredController<TeamSlo>("teamslo", slos, endpoints, reconciler, (time, log))
{
    protected override string? EndpointOf(TeamSlo value) => value.Spec?.Prometheus;

    protected override void ListenToReadings(Action<ResourceName> changed) =>
        readings.Changed += changed;

    protected override void LeaveReadings(Action<ResourceName> changed) =>
        readings.Changed -= changed;
}
