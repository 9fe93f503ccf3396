using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers.OnCall;

/// <summary>Reconciles OnCallPolicies, also when their pages were read, or what is shown of their tickets changed.</summary>
internal sealed class OnCallPolicyController(
    IResourceStore<OnCallPolicy> policies,
    IResourceStore<PrometheusEndpoint> endpoints,
    IResourceStore<ErrorBudgetPolicy> budgetPolicies,
    IPageReadings readings,
    ITicketStore tickets,
    OnCallPolicyReconciler reconciler,
    TimeProvider time,
    ILogger<OnCallPolicyController> log
)
    : MeasuredController<OnCallPolicy>(
        "oncallpolicy",
        policies,
        (endpoints, budgetPolicies),
        reconciler,
        (time, log)
    )
{
    private readonly OwnerNews _tickets = new(tickets, OwnerKinds.OnCallPolicy);

    protected override string? EndpointOf(OnCallPolicy value) => value.Spec?.Prometheus;

    protected override string? PolicyOf(OnCallPolicy value) => value.Spec?.Policy;

    protected override void ListenToReadings(Action<ResourceName> changed)
    {
        readings.Changed += changed;
        _tickets.Changed += changed;
    }

    protected override void LeaveReadings(Action<ResourceName> changed)
    {
        readings.Changed -= changed;
        _tickets.Changed -= changed;
    }
}
