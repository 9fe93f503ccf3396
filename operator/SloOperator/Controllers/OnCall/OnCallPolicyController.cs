using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Reconciles OnCallPolicies, also when their pages were read.</summary>
internal sealed class OnCallPolicyController(
    IResourceStore<OnCallPolicy> policies,
    IResourceStore<PrometheusEndpoint> endpoints,
    IPageReadings readings,
    OnCallPolicyReconciler reconciler,
    TimeProvider time,
    ILogger<OnCallPolicyController> log
) : MeasuredController<OnCallPolicy>("oncallpolicy", policies, endpoints, reconciler, (time, log))
{
    protected override string? EndpointOf(OnCallPolicy value) => value.Spec?.Prometheus;

    protected override void ListenToReadings(Action<ResourceName> changed) =>
        readings.Changed += changed;

    protected override void LeaveReadings(Action<ResourceName> changed) =>
        readings.Changed -= changed;
}
