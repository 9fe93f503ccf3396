using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources;

/// <summary>The same kinds as <see cref="ResourceKinds"/>, as files give them: unknown fields are errors.</summary>
internal static class ManifestKinds
{
    public static readonly ResourceDefinition<TeamSlo> TeamSlo = ResourceKinds.TeamSlo with
    {
        TypeInfo = ManifestJson.TypeInfo<TeamSlo>(),
    };

    public static readonly ResourceDefinition<OnCallPolicy> OnCallPolicy =
        ResourceKinds.OnCallPolicy with
        {
            TypeInfo = ManifestJson.TypeInfo<OnCallPolicy>(),
        };

    public static readonly ResourceDefinition<PrometheusEndpoint> PrometheusEndpoint =
        ResourceKinds.PrometheusEndpoint with
        {
            TypeInfo = ManifestJson.TypeInfo<PrometheusEndpoint>(),
        };

    public static readonly ResourceDefinition<ErrorBudgetPolicy> ErrorBudgetPolicy =
        ResourceKinds.ErrorBudgetPolicy with
        {
            TypeInfo = ManifestJson.TypeInfo<ErrorBudgetPolicy>(),
        };

    public static readonly ResourceDefinition<ReliabilityTicket> ReliabilityTicket =
        ResourceKinds.ReliabilityTicket with
        {
            TypeInfo = ManifestJson.TypeInfo<ReliabilityTicket>(),
        };

    public static readonly ResourceDefinition<TicketSink> TicketSink = ResourceKinds.TicketSink with
    {
        TypeInfo = ManifestJson.TypeInfo<TicketSink>(),
    };

    public static readonly ResourceDefinition<BudgetException> BudgetException =
        ResourceKinds.BudgetException with
        {
            TypeInfo = ManifestJson.TypeInfo<BudgetException>(),
        };

    public static readonly ResourceDefinition<Secret> Secret = ResourceKinds.Secret with
    {
        TypeInfo = ManifestJson.TypeInfo<Secret>(),
    };
}
