using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

internal sealed record PrometheusEndpointStatus
{
    /// <summary>Null when the server was never reached or does not say.</summary>
    public string? Version { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
