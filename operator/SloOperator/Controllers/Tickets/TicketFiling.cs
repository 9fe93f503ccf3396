using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Brings the outbox in line with what was decided. Twice is as good as once, and of two writers the later looks again.</summary>
/// <param name="outbox">Must be synced before anything is filed.</param>
/// <param name="cluster">Tells clusters that share a sink apart, for good: the uid of the namespace kube-system, or a constant for a folder.</param>
/// <param name="time">When causes clear.</param>
internal sealed class TicketFiling(IOutboxStore outbox, string cluster, TimeProvider time)
    : ITicketFiling,
        IDisposable
{
    /// <summary>Somebody who writes a ticket all the time must not keep an evaluation for ever.</summary>
    private const int MostAttempts = 5;

    /// <summary>A label's value may have no more.</summary>
    private const int LongestLabel = 63;

    private readonly Lazy<OutboxIndex> _index = new(() => new OutboxIndex(outbox));

    private DateTimeOffset Now => WholeSeconds.Of(time.GetUtcNow());

    public async Task<IReadOnlyList<FiledTicket>> FileAsync(
        TicketOwner owner,
        IReadOnlyList<WrittenIntent> intents,
        CancellationToken ct
    )
    {
        await outbox.Synced.WaitAsync(ct);
        var asked = new Dictionary<ResourceName, FiledIntent>();
        foreach (FiledIntent intent in FiledIntent.OnePerTicket(cluster, owner, intents))
        {
            asked[intent.Name] = intent;
        }

        List<ReliabilityTicket> tickets = [];
        foreach (ResourceName name in _index.Value.Of(owner.Kind, owner.Name).Union(asked.Keys))
        {
            ReliabilityTicket? ticket = asked.TryGetValue(name, out FiledIntent? intent)
                ? await FileOneAsync(owner, intent, ct)
                : await ChangeAsync(name, spec => TicketSpecs.Clear(owner, spec, Now), ct);
            if (ticket is not null)
            {
                tickets.Add(ticket);
            }
        }

        return [.. tickets.Select(FiledTickets.Of).OfType<FiledTicket>()];
    }

    public async Task ForgetAsync(string kind, ResourceName owner, CancellationToken ct)
    {
        await outbox.Synced.WaitAsync(ct);
        foreach (ResourceName name in _index.Value.Of(kind, owner))
        {
            await ChangeAsync(name, Cleared, ct);
        }
    }

    public void Dispose()
    {
        if (_index.IsValueCreated)
        {
            _index.Value.Dispose();
        }
    }

    private async Task<ReliabilityTicket?> FileOneAsync(
        TicketOwner owner,
        FiledIntent intent,
        CancellationToken ct
    )
    {
        ReliabilityTicket? ticket = await ChangeAsync(
            intent.Name,
            spec =>
                intent.IsHeldFor(spec) ? spec : TicketSpecs.Raise(owner, intent.Written, spec, Now),
            ct
        );
        if (ticket is not null || intent.IsHeldFor(spec: null))
        {
            return ticket;
        }

        ReliabilityTicket? made = await outbox.CreateAsync(New(owner, intent), ct);
        if (made is null)
        {
            // Another was first, or the store has not heard of it yet: the next look has.
            return await outbox.ReadAsync(intent.Name, ct);
        }

        _index.Value.Add(made);
        return made;
    }

    private ReliabilityTicket New(TicketOwner owner, FiledIntent intent) =>
        new()
        {
            Metadata = new ObjectMeta
            {
                Name = intent.Name.Name,
                Namespace = intent.Name.Namespace,
                Labels = owner.Team.Length is > 0 and <= LongestLabel
                    ? new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["slo-operator.dev/team"] = owner.Team,
                    }
                    : null,
            },
            Spec = TicketSpecs.New(owner, intent.Written, intent.Fingerprint, Now),
        };

    private ReliabilityTicketSpec Cleared(ReliabilityTicketSpec spec) =>
        TicketSpecs.Clear(spec, Now);

    /// <summary>Null: there is no such ticket.</summary>
    private async Task<ReliabilityTicket?> ChangeAsync(
        ResourceName name,
        Func<ReliabilityTicketSpec, ReliabilityTicketSpec> change,
        CancellationToken ct
    )
    {
        ReliabilityTicket? seen = outbox.Find(name)?.Value;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (seen?.Spec is not { } before)
            {
                return seen;
            }

            ReliabilityTicketSpec after = change(before);
            if (TicketSpecs.AreSame(before, after))
            {
                return seen;
            }

            if (await outbox.WriteSpecAsync(seen with { Spec = after }, ct) is { } written)
            {
                return written;
            }

            seen = await outbox.ReadAsync(name, ct);
        }

        throw new IOException(
            $"Filing ReliabilityTicket {name}: it changed {MostAttempts} times while it was written"
        );
    }
}
