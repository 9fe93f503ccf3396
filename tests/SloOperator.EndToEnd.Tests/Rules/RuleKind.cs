namespace SloOperator.EndToEnd.Tests.Rules;

/// <summary>A PrometheusRule as far as these tests need one: the fields of a rule, of which nothing is pruned and nothing unknown is kept.</summary>
internal static class RuleKind
{
    public const string Name = "prometheusrules.monitoring.coreos.com";

    public const string Manifest = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: prometheusrules.monitoring.coreos.com}
        spec:
          group: monitoring.coreos.com
          names: {kind: PrometheusRule, plural: prometheusrules, singular: prometheusrule}
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                required: [spec]
                properties:
                  spec:
                    type: object
                    properties:
                      groups:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [name]
                        items:
                          type: object
                          required: [name]
                          properties:
                            name: {type: string, minLength: 1}
                            interval: {type: string, pattern: "^[0-9]+(ms|s|m|h|d)$"}
                            rules:
                              type: array
                              items:
                                type: object
                                required: [expr]
                                properties:
                                  record: {type: string}
                                  alert: {type: string}
                                  expr: {x-kubernetes-int-or-string: true}
                                  for: {type: string, pattern: "^[0-9]+(ms|s|m|h|d)$"}
                                  labels: {type: object, additionalProperties: {type: string}}
                                  annotations: {type: object, additionalProperties: {type: string}}
        """;
}
