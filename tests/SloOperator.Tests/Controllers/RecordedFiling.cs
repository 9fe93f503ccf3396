using System.Collections.Concurrent;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers;

/// <summary>An outbox that takes everything at once: a ticket is open as soon as it is asked for, and closed when it no longer is.</summary>
internal sealed class RecordedFiling : ITicketFiling
{
    private readonly ConcurrentDictionary<ResourceName, IReadOnlyList<WrittenIntent>> _filed =
        new();

    /// <summary>Why a ticket cannot be delivered; null: nothing is in the way.</summary>
    public string? Problem { get; set; }

    /// <summary>What was filed last, by owner.</summary>
    public IReadOnlyDictionary<ResourceName, IReadOnlyList<WrittenIntent>> Filed => _filed;

    /// <summary>Who filed last.</summary>
    public TicketOwner? Owner { get; private set; }

    public ConcurrentQueue<ResourceName> Forgotten { get; } = new();

    public Task<IReadOnlyList<FiledTicket>> FileAsync(
        TicketOwner owner,
        IReadOnlyList<WrittenIntent> intents,
        CancellationToken ct
    )
    {
        Owner = owner;
        _filed[owner.Name] = intents;
        return Task.FromResult<IReadOnlyList<FiledTicket>>([
            .. intents.Select(written => new FiledTicket(
                $"{owner.Name.Name}-{written.Intent.Cause}",
                written.Intent.Cause.ToString(),
                (Problem is null ? TicketPhase.Open : TicketPhase.DeadLetter).ToString(),
                null,
                Problem
            )),
        ]);
    }

    public Task ForgetAsync(string kind, ResourceName owner, CancellationToken ct)
    {
        Forgotten.Enqueue(owner);
        return Task.CompletedTask;
    }
}
