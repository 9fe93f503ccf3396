using SloOperator.Controllers;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers;

/// <summary>One TeamSLO, shop/checkout, with 99 % of a day's requests promised, and all that its reconciler touches.</summary>
public abstract class TeamSloScenario
{
    private protected static readonly ResourceName Checkout = new("shop", "checkout");

    private protected TeamSloScenario()
    {
        Endpoints.Put(Given.Endpoint());
        Reconciler = new TeamSloReconciler(
            Slos,
            Policies,
            new TeamSloMapper(
                name => Endpoints.Find(new ResourceName(null, name)),
                name => BudgetPolicies.Find(new ResourceName(null, name))
            ),
            Readings,
            new TeamPolicy(Policies, Exceptions, Filing, Time),
            new TeamSloPublication(Slos, Events),
            Gauges,
            Time
        );
    }

    private protected ManualTimeProvider Time { get; } = new(Given.Noon + TimeSpan.FromSeconds(30));

    private protected MemoryStore<TeamSlo> Slos { get; } =
        new((slo, status) => slo with { Status = (TeamSloStatus)status });

    private protected MemoryStore<OnCallPolicy> Policies { get; } =
        new((policy, status) => policy with { Status = (OnCallPolicyStatus)status });

    private protected MemoryStore<PrometheusEndpoint> Endpoints { get; } =
        new((endpoint, status) => endpoint with { Status = (PrometheusEndpointStatus)status });

    private protected MemoryStore<ErrorBudgetPolicy> BudgetPolicies { get; } =
        new((policy, status) => policy with { Status = (ReadyStatus)status });

    /// <summary>What was asked for, and what the outbox made of it.</summary>
    private protected RecordedFiling Filing { get; } = new();

    private protected GivenExceptions Exceptions { get; } = new();

    private protected MemoryTickets Tickets { get; } = new();

    private protected MemoryReadings Readings { get; } = new();

    private protected RecordedEvents Events { get; } = new();

    private protected ShownBudgets Gauges { get; } = new();

    private protected TeamSloReconciler Reconciler { get; }

    private protected TeamSloStatus Status => Slos.Find(Checkout)!.Value!.Status.ShouldNotBeNull();

    private protected void Apply(string objectives, string fields = "", long generation = 1)
    {
        TeamSloStatus? kept = Slos.Find(Checkout)?.Value?.Status;
        Slos.Put(Given.Slo(objectives, fields, generation: generation) with { Status = kept });
    }

    private protected void Answer(BudgetLedger ledger) => Answer(new Reading(ledger));

    private protected void Answer(Reading reading) => Readings.Answer("requests", reading);

    private protected async Task<ReconcileResult> ReconcileAsync() =>
        await Reconciler.ReconcileAsync(Checkout, CancellationToken.None);

    /// <summary>What was told of one condition.</summary>
    private protected string[] EventsOf(string condition) =>
        [.. Events.Lines.Where(line => line.Contains(condition, StringComparison.Ordinal))];

    private protected string[] Conditions() =>
        [
            .. Status.Conditions!.Select(condition =>
                $"{condition.Type}={condition.Status}/{condition.Reason}"
            ),
        ];
}
