using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;

namespace SloOperator.Resources;

/// <summary>Whether a tenant may use an endpoint; what it may not use looks to it like what is not there.</summary>
internal static class EndpointAccess
{
    public static UsableEndpoint? Find(
        Decoded<PrometheusEndpoint>? found,
        string name,
        Tenant tenant,
        SpecField field
    )
    {
        if (found is null)
        {
            field.Refuse(NotThere(name, tenant));
            return null;
        }

        if (found.Value is not { } written)
        {
            // Not the reason: it quotes the object, and whether this tenant may see it cannot be known.
            field.Refuse($"the PrometheusEndpoint {Found.Quote(name)} cannot be decoded; ask its owner to correct it");
            return null;
        }

        PrometheusEndpointMapping mapping = PrometheusEndpointMapper.Map(written);
        if (!PrometheusEndpointMapper.Allows(written, tenant.Namespace))
        {
            field.Refuse(NotThere(name, tenant));
            return null;
        }

        foreach (Problem problem in mapping.Problems)
        {
            field.Refuse($"the PrometheusEndpoint {Found.Quote(name)} cannot be used: {problem}; ask its owner to correct it");
        }

        return mapping.Endpoint;
    }

    private static string NotThere(string name, Tenant tenant) =>
        $"no PrometheusEndpoint {Found.Quote(name)} is there for the namespace {tenant.Namespace}; "
        + "write the name of one that is, or ask the platform team for access";
}
