using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Alerts;

namespace SloOperator.Controllers.OnCall;

/// <summary>What Prometheus knows of pages. Reconcilers say what they want read and read it here; they never query.</summary>
internal interface IAlertReadings
{
    /// <summary>An owner's pages were read; only its name is said. Raised from the reading loop: handlers return at once.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    event Action<ResourceName>? Changed;

    /// <summary>Replaces what was tracked for the owner; an equal subscription is free.</summary>
    void Track(AlertSubscription subscription);

    void Untrack(ResourceName owner);

    /// <summary>Null when the owner is not tracked, or was never asked for.</summary>
    PageHistory? Read(ResourceName owner);
}
