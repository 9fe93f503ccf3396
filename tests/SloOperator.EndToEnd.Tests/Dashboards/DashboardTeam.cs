namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>TeamSLOs in every state that a panel shows, their rotation, and their sinks.</summary>
internal static class DashboardTeam
{
    public const string Namespace = "shown";

    /// <param name="operatorNamespace">Where the secret of the sinks is.</param>
    /// <param name="receiver">Takes tickets.</param>
    public static string Manifest(string operatorNamespace, Uri receiver) =>
        string.Join(
            "\n---\n",
            Policy("shown", "shown"),
            Policy("waiting", "waiting"),
            Secret(operatorNamespace),
            Sink("shown", receiver),
            // A port that nobody listens on: its tickets wait.
            Sink("waiting", new Uri("http://127.0.0.1:9/")),
            Slo("checkout", "steady", "99", "{rolling: 1d}", "shown"),
            Slo("search", "steady", "95", "{calendar: {period: Month, timeZone: UTC} }", "shown"),
            Slo("basket", "burst", "95", "{rolling: 1d}", "shown"),
            Slo("stock", "steady", "99", "{rolling: 1d}", "waiting"),
            Rotation()
        );

    private static string Policy(string name, string sink) =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: ErrorBudgetPolicy
            metadata: {name: {{name}}}
            spec:
              tiers:
              - {name: exhausted, when: {budgetRemainingBelow: "0"}, clearAbove: "0.05", gate: Deny, ticket: {priority: P1} }
              - {name: burning, when: {burnRate: {short: 5m, long: 1h, above: "14.4"} }, gate: Deny}
              - {name: slow, when: {burnRate: {short: 6h, long: 3d, above: "1"} }, gate: Warn}
              tickets: {sink: {{sink}}}
            """;

    private static string Secret(string ns) =>
        $$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: receiver, namespace: {{ns}}}
            stringData: {secret: known-to-both}
            """;

    private static string Sink(string name, Uri url) =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: TicketSink
            metadata: {name: {{name}}}
            spec: {type: Webhook, url: "{{url}}", secret: receiver}
            """;

    private static string Slo(
        string name,
        string app,
        string target,
        string window,
        string policy
    ) =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: TeamSLO
            metadata: {name: {{name}}, namespace: {{Namespace}}}
            spec:
              team: shop
              service: {{name}}
              criticality: high
              policy: {{policy}}
              window: {{window}}
              objectives:
              - name: availability
                target: "{{target}}"
                indicator: {events: {errors: '{{app}}_requests_total{code="500"}', total: {{app}}_requests_total} }
            """;

    private static string Rotation() =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: OnCallPolicy
            metadata: {name: primary, namespace: {{Namespace}}}
            spec:
              team: shop
              criticality: high
              window: 7d
              source: {prometheus: {selector: severity="page"} }
              schedule: {timeZone: UTC, rotation: {type: Daily, handoff: "09:00", start: "2026-01-05", members: [ann, bob, cat, dan, eve] } }
            """;
}
