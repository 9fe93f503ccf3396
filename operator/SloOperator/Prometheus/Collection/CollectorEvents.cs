using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Collection;

/// <summary>Where a collector tells what happened.</summary>
internal sealed record CollectorEvents(Action<ResourceName> Changed, ILogger Log);
