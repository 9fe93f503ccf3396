namespace SloOperator.Prometheus.Collection;

/// <summary>Whether an endpoint answers, as the last pass or probe saw it.</summary>
/// <param name="Endpoint">The PrometheusEndpoint's name.</param>
/// <param name="IsReachable">True when a request was answered, if only by a refusal.</param>
/// <param name="Reason">Why it is not reachable; null when it is.</param>
/// <param name="Version">As the server last said it; null when it never did.</param>
internal sealed record EndpointHealth(
    string Endpoint,
    bool IsReachable,
    string? Reason,
    string? Version
);
