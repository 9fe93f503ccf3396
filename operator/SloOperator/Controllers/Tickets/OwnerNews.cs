using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Says when what an owner's status shows of its tickets changed; the many other steps of a ticket concern no owner.</summary>
/// <param name="tickets">The outbox.</param>
/// <param name="kind">Of the owners, one of <see cref="OwnerKinds"/>.</param>
internal sealed class OwnerNews(ITicketStore tickets, string kind)
{
    private readonly ConcurrentDictionary<ResourceName, Shown> _shown = new();
    private Action<ResourceName>? _changed;

    /// <summary>Raised with the owner's name.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    public event Action<ResourceName> Changed
    {
        add
        {
            if (_changed is null)
            {
                tickets.Updated += Look;
            }

            _changed += value;
        }
        remove
        {
            _changed -= value;
            if (_changed is null)
            {
                tickets.Updated -= Look;
            }
        }
    }

    private void Look(ResourceName ticket)
    {
        _shown.TryGetValue(ticket, out Shown? before);
        Shown? now = ShownOf(ticket, before);
        if (now is null)
        {
            _shown.TryRemove(ticket, out _);
        }
        else
        {
            _shown[ticket] = now;
        }

        if (now != before && (now ?? before) is { } changed)
        {
            _changed?.Invoke(changed.Owner);
        }
    }

    /// <summary>One that cannot be read says nothing new.</summary>
    private Shown? ShownOf(ResourceName name, Shown? before) =>
        tickets.Find(name) switch
        {
            null => null,
            { Value: { } ticket } => OutboxIndex.OwnerOf(ticket) is { } owner && owner.Kind == kind
                ? new Shown(owner.Owner, FiledTickets.Of(ticket))
                : null,
            _ => before,
        };

    private sealed record Shown(ResourceName Owner, FiledTicket? Ticket);
}
