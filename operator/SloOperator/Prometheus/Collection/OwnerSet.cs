namespace SloOperator.Prometheus.Collection;

/// <summary>The owners of one endpoint, in the order they came.</summary>
internal sealed class OwnerSet
{
    private readonly Lock _gate = new();
    private readonly List<TrackedOwner> _owners = [];

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _owners.Count == 0;
            }
        }
    }

    public void Add(TrackedOwner owner)
    {
        lock (_gate)
        {
            if (!_owners.Contains(owner))
            {
                _owners.Add(owner);
            }
        }
    }

    public void Remove(TrackedOwner owner)
    {
        lock (_gate)
        {
            _owners.Remove(owner);
        }
    }

    public IReadOnlyList<TrackedObjective> Objectives()
    {
        lock (_gate)
        {
            return [.. _owners.SelectMany(owner => owner.Objectives)];
        }
    }
}
