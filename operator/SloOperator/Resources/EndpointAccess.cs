using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;

namespace SloOperator.Resources;

/// <summary>Whether a tenant may use an endpoint; what it may not use looks to it like what is not there.</summary>
internal static class EndpointAccess
{
    private const string Anybody = "*";
    private const string NoNamespace = "default";

    /// <summary>The owner of an object; a null team is one that cannot be used.</summary>
    public static Tenant TenantOf(ObjectMeta metadata, string? team) =>
        // Of files without a namespace, as kubectl would apply them.
        new(metadata.Namespace ?? NoNamespace, team ?? "");

    /// <param name="endpoints">Where endpoints are looked for.</param>
    /// <param name="written">Null is <see cref="DefaultEndpoint.Name"/>.</param>
    /// <param name="tenant">Who wants to use it.</param>
    /// <param name="field">Where its name is written.</param>
    public static UsableEndpoint? Find(
        EndpointLookup endpoints,
        string? written,
        Tenant tenant,
        SpecField field
    ) =>
        field.ReadObjectName(written ?? DefaultEndpoint.Name) is { } name
            ? Open(endpoints(name), name, tenant, field)
            : null;

    private static UsableEndpoint? Open(
        Decoded<PrometheusEndpoint>? found,
        string name,
        Tenant tenant,
        SpecField field
    )
    {
        if (found is null || (found.Value is { } closed && !IsOpenTo(tenant, closed)))
        {
            field.Refuse(
                $"no PrometheusEndpoint {Found.Quote(name)} is there for the namespace {tenant.Namespace}; "
                    + "write the name of one that is, or ask the platform team for access"
            );
            return null;
        }

        if (found.Value is not { } endpoint)
        {
            // Not the reason: it quotes the object, and whether this tenant may see it cannot be known.
            field.Refuse(
                $"the PrometheusEndpoint {Found.Quote(name)} cannot be decoded; ask the platform team to correct it"
            );
            return null;
        }

        return Map(endpoint, name, field);
    }

    private static bool IsOpenTo(Tenant tenant, PrometheusEndpoint endpoint) =>
        endpoint.Spec?.AllowedNamespaces is not { } allowed
        || allowed.Any(ns =>
            ns is Anybody || string.Equals(ns, tenant.Namespace, StringComparison.Ordinal)
        );

    private static UsableEndpoint? Map(PrometheusEndpoint endpoint, string name, SpecField field)
    {
        PrometheusEndpointMapping mapping = PrometheusEndpointMapper.Map(endpoint);
        foreach (Problem problem in mapping.Problems)
        {
            field.Refuse(
                $"the PrometheusEndpoint {Found.Quote(name)} cannot be used until the platform team corrects {problem}"
            );
        }

        return mapping.Endpoint;
    }
}
