using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Rules;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources;

/// <summary>The kinds the operator reads, as a cluster gives them.</summary>
internal static class ResourceKinds
{
    public const string Group = "slo-operator.dev";
    public const string Version = "v1alpha1";

    public static readonly ResourceDefinition<TeamSlo> TeamSlo = new(
        Group,
        Version,
        "TeamSLO",
        "teamslos",
        Namespaced: true,
        ResourceJson.Default.TeamSlo
    );

    public static readonly ResourceDefinition<OnCallPolicy> OnCallPolicy = new(
        Group,
        Version,
        "OnCallPolicy",
        "oncallpolicies",
        Namespaced: true,
        ResourceJson.Default.OnCallPolicy
    );

    public static readonly ResourceDefinition<PrometheusEndpoint> PrometheusEndpoint = new(
        Group,
        Version,
        "PrometheusEndpoint",
        "prometheusendpoints",
        Namespaced: false,
        ResourceJson.Default.PrometheusEndpoint
    );

    public static readonly ResourceDefinition<ErrorBudgetPolicy> ErrorBudgetPolicy = new(
        Group,
        Version,
        "ErrorBudgetPolicy",
        "errorbudgetpolicies",
        Namespaced: false,
        ResourceJson.Default.ErrorBudgetPolicy
    );

    public static readonly ResourceDefinition<ReliabilityTicket> ReliabilityTicket = new(
        Group,
        Version,
        "ReliabilityTicket",
        "reliabilitytickets",
        Namespaced: true,
        ResourceJson.Default.ReliabilityTicket
    );

    /// <summary>Only told apart, never looked into.</summary>
    public static readonly ResourceDefinition<ClusterNamespace> Namespace = new(
        Group: "",
        Version: "v1",
        "Namespace",
        "namespaces",
        Namespaced: false,
        ResourceJson.Default.ClusterNamespace
    );

    public static readonly ResourceDefinition<TicketSink> TicketSink = new(
        Group,
        Version,
        "TicketSink",
        "ticketsinks",
        Namespaced: false,
        ResourceJson.Default.TicketSink
    );

    public static readonly ResourceDefinition<BudgetException> BudgetException = new(
        Group,
        Version,
        "BudgetException",
        "budgetexceptions",
        Namespaced: true,
        ResourceJson.Default.BudgetException
    );

    public static readonly ResourceDefinition<Secret> Secret = new(
        Group: "",
        Version: "v1",
        "Secret",
        "secrets",
        Namespaced: true,
        ResourceJson.Default.Secret
    );

    /// <summary>Prometheus Operator's, which need not be there.</summary>
    public static readonly ResourceDefinition<PrometheusRule> PrometheusRule = new(
        "monitoring.coreos.com",
        "v1",
        "PrometheusRule",
        "prometheusrules",
        Namespaced: true,
        ResourceJson.Default.PrometheusRule
    );

    /// <summary>The same kind, as much of it as is remembered.</summary>
    public static readonly ResourceDefinition<KeptRule> KeptRule = new(
        PrometheusRule.Group,
        PrometheusRule.Version,
        PrometheusRule.Kind,
        PrometheusRule.Plural,
        PrometheusRule.Namespaced,
        ResourceJson.Default.KeptRule
    );
}
