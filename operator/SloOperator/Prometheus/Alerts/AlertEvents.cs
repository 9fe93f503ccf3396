using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Alerts;

/// <summary>Where a loop tells what happened.</summary>
/// <param name="Changed">An owner's pages may have changed.</param>
/// <param name="Log">Of all loops.</param>
internal sealed record AlertEvents(Action<ResourceName> Changed, ILogger Log);
