using SloOperator.Controllers.Exceptions;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers;

/// <summary>Reconciles TeamSLOs, also when their events were read, or what is excluded of them or shown of their tickets changed.</summary>
internal sealed class TeamSloController(
    IResourceStore<TeamSlo> slos,
    IResourceStore<PrometheusEndpoint> endpoints,
    IResourceStore<ErrorBudgetPolicy> policies,
    IBudgetReadings readings,
    IExceptions exceptions,
    ITicketStore tickets,
    TeamSloReconciler reconciler,
    TimeProvider time,
    ILogger<TeamSloController> log
) : MeasuredController<TeamSlo>("teamslo", slos, (endpoints, policies), reconciler, (time, log))
{
    private readonly OwnerNews _tickets = new(tickets, OwnerKinds.TeamSlo);

    protected override Task Others => Task.WhenAll(exceptions.Synced, tickets.Synced);

    protected override string? EndpointOf(TeamSlo value) => value.Spec?.Prometheus;

    protected override string? PolicyOf(TeamSlo value) => value.Spec?.Policy;

    protected override void ListenToReadings(Action<ResourceName> changed)
    {
        readings.Changed += changed;
        exceptions.Changed += changed;
        _tickets.Changed += changed;
    }

    protected override void LeaveReadings(Action<ResourceName> changed)
    {
        readings.Changed -= changed;
        exceptions.Changed -= changed;
        _tickets.Changed -= changed;
    }
}
