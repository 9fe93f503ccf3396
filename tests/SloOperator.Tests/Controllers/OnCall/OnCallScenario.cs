using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>One OnCallPolicy, payments/primary, and all that its reconciler touches.</summary>
public abstract class OnCallScenario
{
    private protected static readonly ResourceName Primary = GivenLoad.Primary;

    private protected OnCallScenario()
    {
        Endpoints.Put(Given.Endpoint());
        Reconciler = new OnCallPolicyReconciler(
            Policies,
            new OnCallPolicyMapper(name => Endpoints.Find(new ResourceName(null, name)), _ => null),
            Readings,
            new RotationPolicy(Filing, Time),
            new OnCallPublication(Policies, Events),
            Gauges,
            Time
        );
    }

    private protected ManualTimeProvider Time { get; } = new(Given.Noon + TimeSpan.FromSeconds(30));

    private protected MemoryStore<OnCallPolicy> Policies { get; } =
        new((policy, status) => policy with { Status = (OnCallPolicyStatus)status });

    private protected MemoryStore<PrometheusEndpoint> Endpoints { get; } =
        new((endpoint, status) => endpoint with { Status = (PrometheusEndpointStatus)status });

    private protected MemoryStore<ErrorBudgetPolicy> BudgetPolicies { get; } =
        new((policy, status) => policy with { Status = (ReadyStatus)status });

    private protected RecordedFiling Filing { get; } = new();

    private protected MemoryTickets Tickets { get; } = new();

    private protected MemoryPages Readings { get; } = new();

    private protected RecordedEvents Events { get; } = new();

    private protected ShownLoads Gauges { get; } = new();

    private protected OnCallPolicyReconciler Reconciler { get; }

    private protected OnCallPolicyStatus Status =>
        Policies.Find(Primary)!.Value!.Status.ShouldNotBeNull();

    private protected void Apply(string fields = "", long generation = 1)
    {
        OnCallPolicyStatus? kept = Policies.Find(Primary)?.Value?.Status;
        Policies.Put(GivenLoad.Policy(fields, generation) with { Status = kept });
    }

    private protected void Answer(PageHistory history) => Readings.Answer(Primary, history);

    private protected async Task<ReconcileResult> ReconcileAsync() =>
        await Reconciler.ReconcileAsync(Primary, CancellationToken.None);

    private protected string[] Conditions() =>
        [
            .. Status.Conditions!.Select(condition =>
                $"{condition.Type}={condition.Status}/{condition.Reason}"
            ),
        ];

    private protected string MessageOf(string type) =>
        Status.Conditions!.Single(condition => condition.Type == type).Message;
}
