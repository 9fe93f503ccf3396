using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;
using SloOperator.Telemetry;

namespace SloOperator.Store;

/// <summary>
/// ReliabilityTickets of a folder of manifests: files below it, read once at the start, since then this program is their only writer. Versions
/// are counted as an API server counts them, so that of two writers in it one learns that it was late.
/// </summary>
internal sealed partial class FolderOutbox : IOutboxStore, IDisposable
{
    private readonly OutboxFiles _files;
    private readonly TimeProvider _time;
    private readonly WriteFailures _failures;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _writes = new(1);
    private readonly ConcurrentDictionary<ResourceName, ReliabilityTicket> _tickets = new();
    private readonly TaskCompletionSource _synced = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <param name="root">The folder of manifests.</param>
    /// <param name="time">When a ticket is made.</param>
    /// <param name="health">Where it shows that the disk takes nothing.</param>
    /// <param name="log">Files that cannot be read.</param>
    public FolderOutbox(string root, TimeProvider time, HealthState health, ILogger log)
    {
        _files = new OutboxFiles(
            Path.Combine(Path.GetFullPath(root), ManifestFolder.StateName, "tickets")
        );
        _time = time;
        _failures = new WriteFailures(health, "files of tickets");
        _log = log;
    }

    [SuppressMessage("Design", "MA0046", Justification = "As the port has it.")]
    public event Action<ResourceName>? Changed;

    [SuppressMessage("Design", "MA0046", Justification = "As the port has it.")]
    public event Action<ResourceName>? Updated;

    public Task Synced => _synced.Task;

    public IReadOnlyCollection<Decoded<ReliabilityTicket>> List() =>
        [.. _tickets.Values.Select(Decoded<ReliabilityTicket>.FromValue)];

    public Decoded<ReliabilityTicket>? Find(ResourceName name) =>
        _tickets.TryGetValue(name, out ReliabilityTicket? ticket)
            ? Decoded<ReliabilityTicket>.FromValue(ticket)
            : null;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!_synced.Task.IsCompleted)
        {
            Load();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, _time, ct);
    }

    public Task<ReliabilityTicket?> ReadAsync(ResourceName name, CancellationToken ct) =>
        Task.FromResult(_tickets.GetValueOrDefault(name));

    public Task<ReliabilityTicket?> CreateAsync(ReliabilityTicket ticket, CancellationToken ct)
    {
        ReliabilityTicket first = ticket with
        {
            ApiVersion = ResourceKinds.ReliabilityTicket.ApiVersion,
            Kind = ResourceKinds.ReliabilityTicket.Kind,
            Status = null,
            Metadata = ticket.Metadata with
            {
                Uid = Guid.NewGuid().ToString(),
                ResourceVersion = "1",
                Generation = 1,
                CreationTimestamp = _time.GetUtcNow(),
            },
        };
        return ChangeAsync(ticket, before => before is null ? first : null, ct);
    }

    public Task<ReliabilityTicket?> WriteSpecAsync(
        ReliabilityTicket changed,
        CancellationToken ct
    ) =>
        ChangeAsync(
            changed,
            before =>
                IsSame(before, changed)
                    ? before with
                    {
                        Spec = changed.Spec,
                        Metadata = Next(before.Metadata) with
                        {
                            Labels = changed.Metadata.Labels,
                            Generation = before.Metadata.Generation + 1,
                        },
                    }
                    : null,
            ct
        );

    public Task<ReliabilityTicket?> WriteStatusAsync(
        ReliabilityTicket changed,
        CancellationToken ct
    ) =>
        ChangeAsync(
            changed,
            before =>
                IsSame(before, changed)
                    ? before with
                    {
                        Status = changed.Status,
                        Metadata = Next(before.Metadata),
                    }
                    : null,
            ct,
            isStatus: true
        );

    public async Task<bool> DeleteAsync(ReliabilityTicket seen, CancellationToken ct)
    {
        ResourceName name = ResourceName.Of(seen.Metadata);
        await _writes.WaitAsync(ct);
        try
        {
            if (!_tickets.TryGetValue(name, out ReliabilityTicket? now))
            {
                return true;
            }

            if (!IsSame(now, seen))
            {
                return false;
            }

            _files.Delete(name);
            _tickets.TryRemove(name, out _);
            _failures.Remove(name);
        }
        finally
        {
            _writes.Release();
        }

        Raise(name, isStatus: false);
        return true;
    }

    public async Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    )
    {
        ReliabilityTicketStatus? read = JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(status, type),
            ResourceJson.Default.ReliabilityTicketStatus
        );
        ReliabilityTicket? now = _tickets.GetValueOrDefault(ResourceName.Of(target));
        return now?.Metadata.Uid == target.Uid
            && await WriteStatusAsync(now! with { Status = read }, ct) is not null;
    }

    public void Dispose() => _writes.Dispose();

    private void Load()
    {
        foreach ((ReliabilityTicket? ticket, string? problem) in _files.ReadAll())
        {
            if (ticket is not null)
            {
                _tickets.TryAdd(ResourceName.Of(ticket.Metadata), ticket);
            }
            else
            {
                LogLost(_log, problem!);
            }
        }

        _synced.TrySetResult();
    }

    /// <summary>The file first: what is not on the disk has not happened.</summary>
    private async Task<ReliabilityTicket?> ChangeAsync(
        ReliabilityTicket wanted,
        Func<ReliabilityTicket?, ReliabilityTicket?> change,
        CancellationToken ct,
        bool isStatus = false
    )
    {
        ResourceName name = ResourceName.Of(wanted.Metadata);
        ReliabilityTicket? after;
        await _writes.WaitAsync(ct);
        try
        {
            after = change(_tickets.GetValueOrDefault(name));
            if (after is not null)
            {
                Write(after, name);
                _tickets[name] = after;
            }
        }
        finally
        {
            _writes.Release();
        }

        if (after is not null)
        {
            Raise(name, isStatus);
        }

        return after;
    }

    private void Raise(ResourceName name, bool isStatus)
    {
        Updated?.Invoke(name);
        if (!isStatus)
        {
            Changed?.Invoke(name);
        }
    }

    private void Write(ReliabilityTicket ticket, ResourceName name)
    {
        try
        {
            _files.Write(ticket);
            _failures.Remove(name);
        }
        catch (IOException ex)
        {
            _failures.Add(name, ex.Message);
            throw;
        }
    }

    private static bool IsSame(
        [NotNullWhen(true)] ReliabilityTicket? now,
        ReliabilityTicket seen
    ) =>
        now is not null
        && now.Metadata.Uid == seen.Metadata.Uid
        && now.Metadata.ResourceVersion == seen.Metadata.ResourceVersion;

    private static ObjectMeta Next(ObjectMeta before)
    {
        _ = long.TryParse(before.ResourceVersion, CultureInfo.InvariantCulture, out long version);
        return before with
        {
            ResourceVersion = (version + 1).ToString(CultureInfo.InvariantCulture),
        };
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A ticket is taken for lost; if its cause holds it is looked up at its sink and kept anew. {Reason}"
    )]
    private static partial void LogLost(ILogger log, string reason);
}
