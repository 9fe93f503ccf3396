using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Collection;

namespace SloOperator.Controllers;

/// <summary>What is known of objectives' events. Reconcilers say what they want read and read it here; they never query.</summary>
internal interface IBudgetReadings
{
    /// <summary>An owner's readings may have changed; only its name is said. Raised from the reading loop: handlers return at once.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    event Action<ResourceName>? Changed;

    /// <summary>Replaces what was tracked for the owner; ledgers whose numbers cannot have changed are kept, an equal subscription is free.</summary>
    void Track(Subscription subscription);

    void Untrack(ResourceName owner);

    /// <summary>
    /// Hands the readings to <paramref name="read"/> in the objectives' order, under the owner's lock: nothing of them may be kept.
    /// Null when the owner is not tracked, or when an objective of it was never asked for.
    /// </summary>
    T? Read<T>(ResourceName owner, Func<IReadOnlyList<Reading>, T> read);
}
