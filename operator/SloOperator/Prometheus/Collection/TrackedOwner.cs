using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Collection;

/// <summary>One owner's objectives and the lock they are read and fed under.</summary>
internal sealed class TrackedOwner(Subscription subscription)
{
    private IReadOnlyList<TrackedObjective> _objectives = [];

    public Lock Gate { get; } = new();

    public ResourceName Name => Subscription.Owner;

    public Subscription Subscription { get; private set; } = subscription;

    public Tenant Tenant => Subscription.Tenant;

    public IReadOnlyList<TrackedObjective> Objectives => _objectives;

    /// <summary>Objectives whose numbers cannot have changed keep their ledgers.</summary>
    public void Replace(Subscription wanted)
    {
        lock (Gate)
        {
            Subscription = wanted;
            var known = _objectives.ToLookup(objective => objective.Key);
            var kept = new HashSet<TrackedObjective>();
            _objectives = [.. wanted.Objectives.Select(objective => Keep(objective, known, kept))];
        }
    }

    /// <summary>Null until every objective was asked for once.</summary>
    public T? Read<T>(Func<IReadOnlyList<Reading>, T> read)
    {
        lock (Gate)
        {
            return _objectives.All(objective => objective.WasAsked)
                ? read([.. _objectives.Select(objective => objective.Reading)])
                : default;
        }
    }

    private TrackedObjective Keep(
        ObjectiveSubscription wanted,
        ILookup<LedgerKey, TrackedObjective> known,
        HashSet<TrackedObjective> kept
    )
    {
        LedgerKey key = LedgerKey.Of(wanted, Subscription);
        if (known[key].FirstOrDefault(kept.Add) is not { } same)
        {
            return new TrackedObjective(this, wanted, key);
        }

        same.Rename(wanted, Subscription.Tenant);
        return same;
    }
}
