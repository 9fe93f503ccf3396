using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>
/// How often one sink is called: writes as its vendor or the TicketSink allows, and as many questions beside them. A sink that fails several
/// tickets in a row is left in peace as a whole, so that what waits still goes by priority when it is back; one ticket that fails alone
/// does not hold up the others.
/// </summary>
internal sealed class SinkPace : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SinkLane _writes;
    private readonly SinkLane _questions;
    private readonly TimeProvider _time;
    private readonly HashSet<ResourceName> _failing = [];
    private int _failures;

    public SinkPace(SinkTraits traits, TimeProvider time, Action<ResourceName> ready)
    {
        _time = time;
        _writes = new SinkLane(traits.PerMinute, traits.PerHour, time, ready);
        _questions = new SinkLane(traits.PerMinute, traits.PerHour, time, ready);
    }

    /// <summary>False: it is told when its turn has come. What became of a ticket is only asked right after another call, so it needs no turn: waiting for one would forget why it was asked.</summary>
    /// <param name="key">Of the ticket.</param>
    /// <param name="rank">Among those that wait.</param>
    /// <param name="call">What it wants to call.</param>
    /// <param name="isBound">What is asked is asked in order to write at once.</param>
    public bool TryTake(ResourceName key, TicketRank rank, TicketMove.Call call, bool isBound) =>
        call.Step switch
        {
            TicketStep.Read => true,
            TicketStep.Find => (!isBound || _writes.TryTake(key, rank))
                && _questions.TryTake(key, rank),
            _ => _writes.TryTake(key, rank),
        };

    public void Use(ResourceName key, TicketMove.Call call) =>
        (call.IsQuestion ? _questions : _writes).Use(key);

    public void Leave(ResourceName key)
    {
        _writes.Leave(key);
        _questions.Leave(key);
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            _failures = 0;
            _failing.Clear();
        }

        _writes.Trust();
        _questions.Trust();
    }

    /// <summary>When the ticket should be tried again, where that is the sink's matter; null: its own.</summary>
    /// <param name="key">Of the ticket.</param>
    /// <param name="retryAfter">As the sink asks; null: it does not say.</param>
    /// <param name="random">In [0, 1).</param>
    public DateTimeOffset? Failed(ResourceName key, TimeSpan? retryAfter, double random)
    {
        TimeSpan rest;
        bool isSinks;
        lock (_gate)
        {
            _failures++;
            _failing.Add(key);
            isSinks = retryAfter is not null || _failing.Count > 1;
            rest =
                retryAfter is { } asked ? Retrying.Asked(asked)
                : isSinks ? Retrying.After(_failures, random)
                : Retrying.First;
        }

        _writes.Rest(key, rest);
        _questions.Rest(key, rest);
        return isSinks ? _time.GetUtcNow() + rest : null;
    }

    public void Dispose()
    {
        _writes.Dispose();
        _questions.Dispose();
    }
}
