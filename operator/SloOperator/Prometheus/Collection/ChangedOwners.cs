using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Collection;

/// <summary>Owners whose readings changed, told together so that many objectives of one are one change.</summary>
internal sealed class ChangedOwners(Action<ResourceName> tell)
{
    private readonly Lock _gate = new();
    private HashSet<ResourceName> _names = [];

    public void Add(TrackedObjective objective)
    {
        lock (_gate)
        {
            _names.Add(objective.Owner.Name);
        }
    }

    /// <summary>Never under an owner's lock: whoever listens may read at once.</summary>
    public void Flush()
    {
        HashSet<ResourceName> names;
        lock (_gate)
        {
            (names, _names) = (_names, []);
        }

        foreach (ResourceName name in names)
        {
            tell(name);
        }
    }
}
