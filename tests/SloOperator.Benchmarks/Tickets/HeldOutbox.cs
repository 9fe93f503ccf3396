using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Benchmarks.Tickets;

/// <summary>Tickets in memory, so that what is measured is the outbox and not a disk or a server.</summary>
internal sealed class HeldOutbox(TimeProvider time) : IOutboxStore
{
    private readonly ConcurrentDictionary<ResourceName, ReliabilityTicket> _tickets = new();

    public event Action<ResourceName>? Changed;

    public event Action<ResourceName>? Updated;

    public Task Synced => Task.CompletedTask;

    public IReadOnlyCollection<Decoded<ReliabilityTicket>> List() =>
        [.. _tickets.Values.Select(Decoded<ReliabilityTicket>.FromValue)];

    public Decoded<ReliabilityTicket>? Find(ResourceName name) =>
        _tickets.TryGetValue(name, out ReliabilityTicket? ticket)
            ? Decoded<ReliabilityTicket>.FromValue(ticket)
            : null;

    public Task RunAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<ReliabilityTicket?> ReadAsync(ResourceName name, CancellationToken ct) =>
        Task.FromResult(_tickets.GetValueOrDefault(name));

    public Task<ReliabilityTicket?> CreateAsync(ReliabilityTicket ticket, CancellationToken ct)
    {
        ReliabilityTicket made = ticket with
        {
            Metadata = ticket.Metadata with
            {
                ResourceVersion = "1",
                CreationTimestamp = time.GetUtcNow(),
            },
        };
        if (!_tickets.TryAdd(ResourceName.Of(made.Metadata), made))
        {
            return Task.FromResult<ReliabilityTicket?>(null);
        }

        Updated?.Invoke(ResourceName.Of(made.Metadata));
        Changed?.Invoke(ResourceName.Of(made.Metadata));
        return Task.FromResult<ReliabilityTicket?>(made);
    }

    public Task<ReliabilityTicket?> WriteSpecAsync(ReliabilityTicket changed, CancellationToken ct)
    {
        ReliabilityTicket? written = Write(changed, now => now with { Spec = changed.Spec });
        if (written is not null)
        {
            Changed?.Invoke(ResourceName.Of(written.Metadata));
        }

        return Task.FromResult(written);
    }

    public Task<ReliabilityTicket?> WriteStatusAsync(
        ReliabilityTicket changed,
        CancellationToken ct
    ) => Task.FromResult(Write(changed, now => now with { Status = changed.Status }));

    public Task<bool> DeleteAsync(ReliabilityTicket seen, CancellationToken ct) =>
        Task.FromResult(_tickets.TryRemove(ResourceName.Of(seen.Metadata), out _));

    public Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    ) => throw new NotSupportedException();

    private ReliabilityTicket? Write(
        ReliabilityTicket seen,
        Func<ReliabilityTicket, ReliabilityTicket> change
    )
    {
        ResourceName name = ResourceName.Of(seen.Metadata);
        if (
            !_tickets.TryGetValue(name, out ReliabilityTicket? now)
            || now.Metadata.ResourceVersion != seen.Metadata.ResourceVersion
        )
        {
            return null;
        }

        long version = long.Parse(now.Metadata.ResourceVersion!, CultureInfo.InvariantCulture) + 1;
        ReliabilityTicket after = change(now) with
        {
            Metadata = now.Metadata with
            {
                ResourceVersion = version.ToString(CultureInfo.InvariantCulture),
            },
        };
        if (!_tickets.TryUpdate(name, after, now))
        {
            return null;
        }

        Updated?.Invoke(name);
        return after;
    }
}
