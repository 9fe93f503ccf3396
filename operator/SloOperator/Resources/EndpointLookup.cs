using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>Finds a PrometheusEndpoint by name; null when there is none.</summary>
internal delegate Decoded<PrometheusEndpoint>? EndpointLookup(string name);
