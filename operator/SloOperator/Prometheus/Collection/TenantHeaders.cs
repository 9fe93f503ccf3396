namespace SloOperator.Prometheus.Collection;

/// <summary>Which tenants an endpoint cannot tell apart: those share requests.</summary>
internal static class TenantHeaders
{
    /// <summary>The headers as this tenant sends them, one a line; equal text, equal answers.</summary>
    public static string Expand(EndpointOptions endpoint, Tenant tenant) =>
        endpoint.Headers.Count == 0
            ? ""
            : string.Join(
                '\n',
                endpoint.Headers.Select(header => $"{header.Name}:{header.Expand(tenant)}")
            );
}
