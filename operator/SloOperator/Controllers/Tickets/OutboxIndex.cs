using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Which tickets an owner has, so that an evaluation does not look through those of all others.</summary>
internal sealed class OutboxIndex : IDisposable
{
    private readonly IOutboxStore _outbox;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, ResourceName Owner), HashSet<ResourceName>> _names =
    [];
    private readonly Dictionary<ResourceName, (string Kind, ResourceName Owner)> _owners = [];

    public OutboxIndex(IOutboxStore outbox)
    {
        _outbox = outbox;
        outbox.Changed += Look;
        foreach (Decoded<ReliabilityTicket> ticket in outbox.List())
        {
            Look(ticket.Name);
        }
    }

    /// <summary>In order of their names.</summary>
    public IReadOnlyList<ResourceName> Of(string kind, ResourceName owner)
    {
        lock (_gate)
        {
            return _names.TryGetValue((kind, owner), out HashSet<ResourceName>? names)
                ? [.. names.OrderBy(name => name.Name, StringComparer.Ordinal)]
                : [];
        }
    }

    /// <summary>What was just made may not be heard of for a moment.</summary>
    public void Add(ReliabilityTicket ticket)
    {
        if (OwnerOf(ticket) is { } owner)
        {
            Place(ResourceName.Of(ticket.Metadata), owner);
        }
    }

    public void Dispose() => _outbox.Changed -= Look;

    private void Look(ResourceName name)
    {
        if (_outbox.Find(name) is not { } found)
        {
            Place(name, null);
        }
        else if (found.Value is { } ticket)
        {
            Place(name, OwnerOf(ticket));
        }
    }

    private void Place(ResourceName name, (string Kind, ResourceName Owner)? owner)
    {
        lock (_gate)
        {
            if (_owners.Remove(name, out var before) && _names.TryGetValue(before, out var names))
            {
                names.Remove(name);
                if (names.Count == 0)
                {
                    _names.Remove(before);
                }
            }

            if (owner is { } now)
            {
                _owners[name] = now;
                if (!_names.TryGetValue(now, out HashSet<ResourceName>? those))
                {
                    _names[now] = those = [];
                }

                those.Add(name);
            }
        }
    }

    public static (string Kind, ResourceName Owner)? OwnerOf(ReliabilityTicket ticket) =>
        ticket.Spec switch
        {
            { TeamSlo: { } slo } => (
                OwnerKinds.TeamSlo,
                new ResourceName(ticket.Metadata.Namespace, slo)
            ),
            { OnCallPolicy: { } policy } => (
                OwnerKinds.OnCallPolicy,
                new ResourceName(ticket.Metadata.Namespace, policy)
            ),
            _ => null,
        };
}
