using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>An outbox that keeps what an API server would: versions, and times as they come back from the wire.</summary>
internal sealed class MemoryOutbox(Hazard hazard, TimeProvider time) : IOutboxStore
{
    private readonly Dictionary<ResourceName, ReliabilityTicket> _tickets = [];
    private int _version;

    public event Action<ResourceName>? Changed;

    public event Action<ResourceName>? Updated;

    public Task Synced => Task.CompletedTask;

    /// <summary>What a replica that does not lead may not do.</summary>
    public Func<bool> MayWrite { get; set; } = () => true;

    public int SpecWrites { get; private set; }

    public int StatusWrites { get; private set; }

    /// <summary>Called before the next write, as another writer would come between.</summary>
    public Action? Between { get; set; }

    public IReadOnlyCollection<Decoded<ReliabilityTicket>> List() =>
        [.. _tickets.Values.Select(Decoded<ReliabilityTicket>.FromValue)];

    public Decoded<ReliabilityTicket>? Find(ResourceName name) =>
        _tickets.TryGetValue(name, out ReliabilityTicket? ticket)
            ? Decoded<ReliabilityTicket>.FromValue(ticket)
            : null;

    public Task RunAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<ReliabilityTicket?> ReadAsync(ResourceName name, CancellationToken ct) =>
        Task.FromResult(_tickets.GetValueOrDefault(name));

    public Task<ReliabilityTicket?> CreateAsync(ReliabilityTicket ticket, CancellationToken ct) =>
        Task.FromResult(
            Write(
                ticket,
                before =>
                    before is null
                        ? ticket with
                        {
                            Status = null,
                            Metadata = ticket.Metadata with
                            {
                                Uid = Guid.NewGuid().ToString(),
                                Generation = 1,
                                CreationTimestamp = time.GetUtcNow(),
                            },
                        }
                        : null,
                isSpec: true
            )
        );

    public Task<ReliabilityTicket?> WriteSpecAsync(ReliabilityTicket changed, CancellationToken ct)
    {
        SpecWrites++;
        return Task.FromResult(
            Write(
                changed,
                before =>
                    IsSeen(before, changed)
                        ? before! with
                        {
                            Spec = changed.Spec,
                            Metadata = before.Metadata with
                            {
                                Generation = before.Metadata.Generation + 1,
                            },
                        }
                        : null,
                isSpec: true
            )
        );
    }

    public Task<ReliabilityTicket?> WriteStatusAsync(
        ReliabilityTicket changed,
        CancellationToken ct
    )
    {
        StatusWrites++;
        return Task.FromResult(
            Write(
                changed,
                before => IsSeen(before, changed) ? before! with { Status = changed.Status } : null,
                isSpec: false
            )
        );
    }

    public Task<bool> DeleteAsync(ReliabilityTicket seen, CancellationToken ct)
    {
        ResourceName name = ResourceName.Of(seen.Metadata);
        bool deleted = IsSeen(_tickets.GetValueOrDefault(name), seen) && _tickets.Remove(name);
        if (deleted)
        {
            Updated?.Invoke(name);
            Changed?.Invoke(name);
        }

        return Task.FromResult(deleted);
    }

    public Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    ) => throw new NotSupportedException();

    /// <summary>As somebody with kubectl would.</summary>
    public void Change(ResourceName name, Func<ReliabilityTicket, ReliabilityTicket?> change)
    {
        ReliabilityTicket? after = change(_tickets[name]);
        if (after is null)
        {
            _tickets.Remove(name);
        }
        else
        {
            _tickets[name] = Stored(after);
        }

        Updated?.Invoke(name);
        Changed?.Invoke(name);
    }

    private ReliabilityTicket? Write(
        ReliabilityTicket wanted,
        Func<ReliabilityTicket?, ReliabilityTicket?> change,
        bool isSpec
    )
    {
        hazard.Point();
        Action? between = Between;
        Between = null;
        between?.Invoke();
        if (!MayWrite())
        {
            throw new IOException("not sent: this replica does not lead");
        }

        ResourceName name = ResourceName.Of(wanted.Metadata);
        ReliabilityTicket? after = change(_tickets.GetValueOrDefault(name));
        if (after is null)
        {
            return null;
        }

        after = Stored(after);
        _tickets[name] = after;
        Updated?.Invoke(name);
        if (isSpec)
        {
            Changed?.Invoke(name);
        }

        hazard.Point();
        return after;
    }

    private ReliabilityTicket Stored(ReliabilityTicket ticket) =>
        JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(
                ticket with
                {
                    Metadata = ticket.Metadata with
                    {
                        ResourceVersion = (++_version).ToString(CultureInfo.InvariantCulture),
                    },
                },
                ResourceJson.Default.ReliabilityTicket
            ),
            ResourceJson.Default.ReliabilityTicket
        )!;

    private static bool IsSeen(ReliabilityTicket? now, ReliabilityTicket seen) =>
        now is not null
        && now.Metadata.Uid == seen.Metadata.Uid
        && now.Metadata.ResourceVersion == seen.Metadata.ResourceVersion;
}
