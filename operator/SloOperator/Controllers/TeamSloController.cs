using SloOperator.Controllers.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers;

/// <summary>Reconciles TeamSLOs, also when their events were read, or what is excluded of them changed.</summary>
internal sealed class TeamSloController(
    IResourceStore<TeamSlo> slos,
    IResourceStore<PrometheusEndpoint> endpoints,
    IResourceStore<ErrorBudgetPolicy> policies,
    IBudgetReadings readings,
    IExceptions exceptions,
    TeamSloReconciler reconciler,
    TimeProvider time,
    ILogger<TeamSloController> log
) : MeasuredController<TeamSlo>("teamslo", slos, (endpoints, policies), reconciler, (time, log))
{
    protected override string? EndpointOf(TeamSlo value) => value.Spec?.Prometheus;

    protected override string? PolicyOf(TeamSlo value) => value.Spec?.Policy;

    protected override void ListenToReadings(Action<ResourceName> changed)
    {
        readings.Changed += changed;
        exceptions.Changed += changed;
    }

    protected override void LeaveReadings(Action<ResourceName> changed)
    {
        readings.Changed -= changed;
        exceptions.Changed -= changed;
    }
}
