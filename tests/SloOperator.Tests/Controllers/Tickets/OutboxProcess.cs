using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.Tickets;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>All that dies with the operator's process: the reconciler, its board and paces, and what waits in its queue. Runs one key after the other, in virtual time.</summary>
internal sealed class OutboxProcess : IDisposable
{
    private readonly MemoryOutbox _outbox;
    private readonly MemorySinks _sinks;
    private readonly ManualTimeProvider _time;
    private readonly SinkPaces _paces;
    private readonly TicketBoard _board = new();
    private readonly TicketReconciler _reconciler;
    private readonly Queue<ResourceName> _ready = new();
    private readonly Dictionary<ResourceName, DateTimeOffset> _later = [];
    private readonly StormBreaker _storms;
    private bool _begun;

    public OutboxProcess(
        MemoryOutbox outbox,
        MemorySinks sinks,
        ManualTimeProvider time,
        Random random
    )
    {
        (_outbox, _sinks, _time) = (outbox, sinks, time);
        _paces = new SinkPaces(time);
        _storms = new StormBreaker(
            outbox,
            _board,
            new StormTerms("slo-operator", "test", "platform", new TicketTerms()),
            time
        );
        Filing = new TicketFiling(outbox, "test", time);
        _reconciler = new TicketReconciler(
            outbox,
            new SinkOpener(sinks, sinks, _paces),
            _paces,
            _board,
            _storms,
            (_, owner) => !Gone.Contains(owner.Name),
            new TicketSurroundings(time, random.NextDouble, () => MayAct(), NullLogger.Instance)
        );
        outbox.Changed += Add;
        sinks.Changed += AddAll;
        _paces.Ready += Add;
        _reconciler.Due += Add;
    }

    public TicketFiling Filing { get; }

    public HashSet<string> Gone { get; } = new(StringComparer.Ordinal);

    public Func<bool> MayAct { get; set; } = () => true;

    /// <summary>What is due now, until nothing is.</summary>
    public async Task SettleAsync()
    {
        await BeginAsync();
        while (_ready.TryDequeue(out ResourceName key))
        {
            ReconcileResult result = await _reconciler.ReconcileAsync(key, CancellationToken.None);
            if (result is ReconcileResult.Done { RequeueAfter: { } after })
            {
                Put(key, after);
            }
        }
    }

    /// <summary>As the controller does: all on the board, then the storm, then the queue.</summary>
    private async Task BeginAsync()
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        foreach (Decoded<ReliabilityTicket> found in _outbox.List())
        {
            TicketPass pass = TicketPass.Of(found.Value!, _time.GetUtcNow());
            _board.Put(pass.Key, pass.Row);
            Add(found.Name);
        }

        await _storms.JudgeAsync(CancellationToken.None);
    }

    /// <summary>When something is due next; null: nothing is.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DateTimeOffset? queued = _later.Count == 0 ? null : _later.Values.Min();
            DateTimeOffset? timer = _time.NextDue is { } due ? _time.GetUtcNow() + due : null;
            return queued < timer || timer is null ? queued : timer;
        }
    }

    public void TakeDue()
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (
            ResourceName key in _later
                .Where(due => due.Value <= now)
                .Select(due => due.Key)
                .ToList()
        )
        {
            _later.Remove(key);
            Add(key);
        }
    }

    public void Dispose()
    {
        _outbox.Changed -= Add;
        _sinks.Changed -= AddAll;
        _paces.Ready -= Add;
        _paces.Dispose();
        Filing.Dispose();
        _storms.Dispose();
    }

    private void Add(ResourceName key)
    {
        if (!_ready.Contains(key))
        {
            _ready.Enqueue(key);
        }
    }

    private void AddAll(string sink)
    {
        foreach (Decoded<ReliabilityTicket> found in _outbox.List())
        {
            Add(found.Name);
        }
    }

    /// <summary>Of two delays for one key the earlier is kept.</summary>
    private void Put(ResourceName key, TimeSpan after)
    {
        DateTimeOffset at = _time.GetUtcNow() + (after > TimeSpan.Zero ? after : TimeSpan.Zero);
        if (!_later.TryGetValue(key, out DateTimeOffset earlier) || at < earlier)
        {
            _later[key] = at;
        }
    }
}
