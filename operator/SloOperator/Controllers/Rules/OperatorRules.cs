using SloOperator.Resources.Rules;

namespace SloOperator.Controllers.Rules;

/// <summary>Alerts on the operator itself, from what it exports; none of them wakes anybody, for alerts on budgets go on without it.</summary>
internal static class OperatorRules
{
    private const string Verdicts =
        "slo_operator_verdict{verdict=~\"Stale|MetricAbsent|Inconsistent\"}";

    public static RuleGroups Groups { get; } =
        new([new RuleGroup("slo-operator", ObjectiveRules.Interval, [.. Alerts()])]);

    private static IEnumerable<Rule> Alerts() =>
        [
            Alert(
                "SloOperatorAbsent",
                ("absent(slo_operator_kube_requests_total or slo_operator_reconcile_total)", "10m"),
                "Nothing is heard of the SLO operator",
                "No replica runs, or none is scraped. Budgets and gates keep their last values, and no ticket is filed. Look at its pods, and at whether Prometheus scrapes /metrics."
            ),
            Alert(
                "SloOperatorNotReconciling",
                (
                    "sum(increase(slo_operator_reconcile_total{controller=\"teamslo\"}[15m])) == 0\nand on ()\ncount(slo_operator_verdict) > 0",
                    "15m"
                ),
                "The operator has stopped to evaluate TeamSLOs",
                "It knows TeamSLOs and has reconciled none for 15 minutes. /readyz and its log say what it waits for."
            ),
            Alert(
                "SloOperatorReconcilesFail",
                (
                    "sum by (controller) (increase(slo_operator_reconcile_total{outcome=~\"retry|error|timeout\"}[15m]))\n> 0.5 *\nsum by (controller) (increase(slo_operator_reconcile_total[15m]))",
                    "15m"
                ),
                "More than half of the reconciles of {{ $labels.controller }} fail",
                "They are tried again. The log names the objects and what the API server or a ticket system said."
            ),
            Alert(
                "SloOperatorLacksRights",
                (
                    "sum by (verb, resource) (increase(slo_operator_kube_requests_total{code=~\"401|403\"}[15m])) > 0",
                    "15m"
                ),
                "The API server refuses the operator {{ $labels.verb }} {{ $labels.resource }}",
                "Compare the operator's roles with those of the chart."
            ),
            Alert(
                "SloEndpointDown",
                (
                    "sum by (endpoint) (increase(slo_operator_prometheus_requests_total{outcome=\"failed\"}[10m])) > 0\nunless on (endpoint)\nsum by (endpoint) (increase(slo_operator_prometheus_requests_total{outcome=\"answered\"}[10m])) > 0",
                    "10m"
                ),
                "The PrometheusEndpoint {{ $labels.endpoint }} does not answer",
                "Budgets that are read from it keep their last figures and are marked stale. kubectl describe prometheusendpoint {{ $labels.endpoint }} says why."
            ),
            Alert(
                "SloDataStale",
                ($"max by (namespace, name, team, service, objective) ({Verdicts}) == 1", "30m"),
                "The budget of {{ $labels.namespace }}/{{ $labels.name }} {{ $labels.objective }} is not measured",
                "kubectl describe teamslo {{ $labels.name }} -n {{ $labels.namespace }} says at DataFresh whether the metric, its selector or Prometheus is the reason."
            ),
            Alert(
                "SloGateUnknown",
                (
                    "max by (namespace, name, team, service) (slo_operator_gate_decision{decision=\"Unknown\"}) == 1",
                    "30m"
                ),
                "The gate of {{ $labels.namespace }}/{{ $labels.name }} decides without data",
                "Until they are back, changes are let through or stopped as onUnknown of the policy says."
            ),
            Alert(
                "SloTicketsInDeadLetter",
                ("max by (sink) (slo_operator_tickets{phase=\"DeadLetter\"}) > 0", "15m"),
                "{{ $value }} tickets were refused by the sink {{ $labels.sink }}",
                "Nobody sees them at the sink. kubectl get tickets -A lists them; TicketsDelivered of their TeamSLO says what to change."
            ),
            Alert(
                "SloTicketsUndelivered",
                ("max by (sink) (slo_operator_oldest_undelivered_ticket_seconds) > 3600", "15m"),
                "A ticket has waited for {{ $value | humanizeDuration }} for the sink {{ $labels.sink }}",
                "The sink is down, slow, or limits the rate. Nothing is lost; kubectl describe on the ticket shows the last error."
            ),
            Alert(
                "SloMetricsDropped",
                (
                    "sum by (metric) (increase(slo_operator_metrics_dropped_samples_total[1h])) > 0",
                    "15m"
                ),
                "Some series of {{ $labels.metric }} are not exported",
                "The metric has more series than the operator shows; alerts on them see a part."
            ),
        ];

    private static Rule Alert(
        string name,
        (string Expression, string For) condition,
        string summary,
        string description
    ) =>
        new()
        {
            Alert = name,
            Expr = condition.Expression,
            For = condition.For,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["severity"] = "ticket",
            },
            Annotations = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["summary"] = summary,
                ["description"] = description,
            },
        };
}
