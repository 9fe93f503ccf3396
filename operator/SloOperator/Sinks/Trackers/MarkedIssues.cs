using System.Collections.Concurrent;
using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks.Trackers;

/// <summary>
/// Which issues of a tracker are ours. It is listed whole once a day; between, only what changed is asked for, so that a look-up costs
/// one call, however many tickets there are.
/// </summary>
/// <param name="list">What was updated since then; null: everything.</param>
/// <param name="time">Its age.</param>
internal sealed class MarkedIssues(
    Func<DateTimeOffset?, CancellationToken, Task<SinkReply<IReadOnlyList<MarkedIssue>>>> list,
    TimeProvider time
) : IDisposable
{
    // A tracker's replicas are behind by seconds; an issue that appears late must still be among what changed.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    // What was deleted changes no more, so it is noticed by a whole list alone.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, MarkedIssue> _issues = new(StringComparer.Ordinal);

    // What calls beside a look-up came across; taken in by the next one.
    private readonly ConcurrentDictionary<string, MarkedIssue> _made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);
    private DateTimeOffset? _newest;
    private long _listedAt;

    /// <summary>Oldest first.</summary>
    public async Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(
        string marker,
        CancellationToken ct
    )
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await ListAsync(ct) switch
            {
                SinkReply<IReadOnlyList<MarkedIssue>>.Done => new SinkReply<
                    IReadOnlyList<ExternalTicket>
                >.Done(With(marker)),
                { } failed => failed.As<
                    IReadOnlyList<MarkedIssue>,
                    IReadOnlyList<ExternalTicket>
                >(),
            };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>An issue that was just made, before a list shows it.</summary>
    public void Note(string marker, ExternalTicket ticket) =>
        _made[ticket.Id] = new MarkedIssue(marker, ticket, null);

    /// <summary>An issue that is there no more.</summary>
    public void Forget(string id)
    {
        _made.TryRemove(id, out _);
        _gone[id] = true;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<SinkReply<IReadOnlyList<MarkedIssue>>> ListAsync(CancellationToken ct)
    {
        bool isWhole = _newest is null || time.GetElapsedTime(_listedAt) >= Longest;
        long now = time.GetTimestamp();
        SinkReply<IReadOnlyList<MarkedIssue>> reply = await list(
            isWhole ? null : _newest - Overlap,
            ct
        );
        if (reply is SinkReply<IReadOnlyList<MarkedIssue>>.Done { Value: var issues })
        {
            Take(issues, isWhole);
            _listedAt = isWhole ? now : _listedAt;
        }

        return reply;
    }

    private void Take(IReadOnlyList<MarkedIssue> issues, bool isWhole)
    {
        if (isWhole)
        {
            _issues.Clear();
            _gone.Clear();
        }

        foreach (string id in _made.Keys)
        {
            if (_made.TryRemove(id, out MarkedIssue? made))
            {
                _issues[id] = made;
            }
        }

        foreach (MarkedIssue issue in issues)
        {
            _issues[issue.Ticket.Id] = issue;
            _newest = issue.UpdatedAt > _newest || _newest is null ? issue.UpdatedAt : _newest;
        }
    }

    private IReadOnlyList<ExternalTicket> With(string marker) =>
        [
            .. _issues
                .Values.Where(issue =>
                    string.Equals(issue.Marker, marker, StringComparison.Ordinal)
                    && !_gone.ContainsKey(issue.Ticket.Id)
                )
                .Select(issue => issue.Ticket)
                .OrderBy(ticket => ticket.CreatedAt)
                .ThenBy(ticket => ticket.Id.Length)
                .ThenBy(ticket => ticket.Id, StringComparer.Ordinal),
        ];
}
