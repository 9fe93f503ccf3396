namespace SloOperator.EndToEnd.Tests.Program;

/// <summary>A TeamSLO over the last day, on the metrics of <see cref="SteadyShop"/> unless said otherwise.</summary>
internal sealed record SloManifest(string Namespace, string Name)
{
    public string Target { get; init; } = "95";

    /// <summary>The first part of the metric's name: steady, outage, earlier (than the last six hours), or one that does not exist.</summary>
    public string App { get; init; } = "steady";

    public string Endpoint { get; init; } = "default";

    public string Description { get; init; } = "Customers can pay.";

    public override string ToString() =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: TeamSLO
            metadata:
              name: {{Name}}
              namespace: {{Namespace}}
            spec:
              team: shop
              service: shop-api
              description: {{Description}}
              prometheus: {{Endpoint}}
              window:
                rolling: 1d
              objectives:
              - name: availability
                target: "{{Target}}"
                indicator:
                  events:
                    errors: '{{App}}_requests_total{code="500"}'
                    total: '{{App}}_requests_total'
            """;
}
