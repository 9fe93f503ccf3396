namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>The same rotation twice, once for each way to learn of its pages.</summary>
internal static class OnCallText
{
    public const string Token = "told-to-alertmanager-alone";

    public static string Secret(string ns) =>
        $$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: slo-operator-webhook, namespace: {{ns}}}
            stringData: {token: {{Token}}}
            """;

    /// <summary>Who is on call changes at midnight.</summary>
    public const string Rotation =
        """rotation: {type: Daily, handoff: "00:00", start: "2020-01-01", members: [ana, ben]}""";

    /// <param name="ns">Of the policy, and the name of the endpoint that it may ask.</param>
    /// <param name="name">Of the policy.</param>
    /// <param name="source">As flow YAML without braces.</param>
    /// <param name="shifts">Likewise.</param>
    public static string Policy(string ns, string name, string source, string shifts = Rotation) =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: OnCallPolicy
            metadata: {name: {{name}}, namespace: {{ns}}}
            spec:
              team: shop
              prometheus: {{ns}}
              window: 1d
              minimumCoverage: 0.01%
              source: { {{source}} }
              schedule: { timeZone: UTC, {{shifts}} }
            """;

    /// <summary>The evaluation interval is the shortest that a policy can have; the rules are evaluated more often still.</summary>
    public static string FromPrometheus =>
        $$"""
            prometheus: {selector: 'severity="page"', groupBy: [alertname, service], evaluationInterval: 5s, mergeGap: {{NoisyShift.MergeGap.TotalSeconds}}s}
            """;

    public const string FromWebhook = "alertmanagerWebhook: {}";
}
