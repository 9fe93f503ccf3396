namespace SloOperator.EndToEnd.Tests.Resilience;

/// <summary>The least that the operator's user needs, as RBAC objects; the chart grants the same.</summary>
internal static class OperatorRights
{
    private const string Cluster = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: slo-operator-endpoints}
        rules:
        - apiGroups: [slo-operator.dev]
          resources: [prometheusendpoints, errorbudgetpolicies, ticketsinks]
          verbs: [get, list, watch]
        - apiGroups: [slo-operator.dev]
          resources: [prometheusendpoints/status, errorbudgetpolicies/status, ticketsinks/status]
          verbs: [patch]
        # Whose uid tells this cluster's tickets from another's.
        - apiGroups: [""]
          resources: [namespaces]
          resourceNames: [kube-system]
          verbs: [get]
        ---
        # To be bound in the namespace kube-system, where the Events of cluster-scoped objects are.
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: slo-operator-endpoint-events}
        rules:
        - apiGroups: [events.k8s.io]
          resources: [events]
          verbs: [create, patch]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: slo-operator-teamslos}
        rules:
        - apiGroups: [slo-operator.dev]
          resources: [teamslos, oncallpolicies, budgetexceptions]
          verbs: [get, list, watch]
        - apiGroups: [slo-operator.dev]
          resources: [teamslos/status, oncallpolicies/status, budgetexceptions/status]
          verbs: [patch]
        - apiGroups: [slo-operator.dev]
          resources: [reliabilitytickets]
          verbs: [get, list, watch, create, update, delete]
        - apiGroups: [slo-operator.dev]
          resources: [reliabilitytickets/status]
          verbs: [update]
        - apiGroups: [events.k8s.io]
          resources: [events]
          verbs: [create, patch]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: slo-operator-own-namespace}
        rules:
        - apiGroups: [coordination.k8s.io]
          resources: [leases]
          verbs: [get, create, update]
        - apiGroups: [""]
          resources: [secrets]
          verbs: [get]
        # The ticket of a storm is the platform's own.
        - apiGroups: [slo-operator.dev]
          resources: [reliabilitytickets]
          verbs: [get, list, watch, create, update, delete]
        - apiGroups: [slo-operator.dev]
          resources: [reliabilitytickets/status]
          verbs: [update]
        """;

    /// <summary>On the TeamSLOs of all namespaces.</summary>
    public static string Everywhere(string user, string operatorNamespace) =>
        Join(
            Cluster,
            BindToCluster(user, "slo-operator-endpoints"),
            BindToCluster(user, "slo-operator-teamslos"),
            BindToNamespace(user, "slo-operator-own-namespace", operatorNamespace)
        );

    /// <summary>For --namespace: on the TeamSLOs of these only.</summary>
    public static string In(
        string user,
        string operatorNamespace,
        params IReadOnlyList<string> namespaces
    ) =>
        Join([
            Cluster,
            BindToCluster(user, "slo-operator-endpoints"),
            BindToNamespace(user, "slo-operator-endpoint-events", "kube-system"),
            BindToNamespace(user, "slo-operator-own-namespace", operatorNamespace),
            .. namespaces.Select(ns => BindToNamespace(user, "slo-operator-teamslos", ns)),
        ]);

    private static string Join(params IReadOnlyList<string> documents) =>
        string.Join("\n---\n", documents);

    private static string BindToCluster(string user, string role) =>
        $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: {{user}}-{{role}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}}}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: {{user}}}]
            """;

    private static string BindToNamespace(string user, string role, string ns) =>
        $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: {{user}}-{{role}}, namespace: {{ns}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}}}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: {{user}}}]
            """;
}
