using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Resources;

/// <summary>A usable endpoint, or every problem that keeps it from being so; never both.</summary>
internal sealed record PrometheusEndpointMapping(
    UsableEndpoint? Endpoint,
    IReadOnlyList<Problem> Problems
)
{
    [MemberNotNullWhen(true, nameof(Endpoint))]
    public bool IsUsable => Endpoint is not null;
}
