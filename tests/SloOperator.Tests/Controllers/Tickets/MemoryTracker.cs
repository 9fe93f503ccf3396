using System.Globalization;
using SloOperator.Controllers.Tickets;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>A tracker that keeps state as a real one does: markers, a search that lags, comments once by their key, answers that go wrong before or after the commit.</summary>
internal sealed class MemoryTracker(Hazard hazard, TimeProvider time) : ITicketSink
{
    private int _next;

    public SinkTraits Traits { get; set; } = new(TimeSpan.Zero, CanFind: true, 600, null);

    public List<TrackedIssue> Issues { get; } = [];

    /// <summary>Every call: what, and when.</summary>
    public List<(string Call, string On, DateTimeOffset At)> Calls { get; } = [];

    /// <summary>Asked before each call; null: it goes well.</summary>
    public Func<string, Fault?> Weather { get; set; } = _ => null;

    public IEnumerable<TrackedIssue> OpenIssues =>
        Issues.Where(issue => issue.State is ExternalState.Open);

    public TrackedIssue Only => Issues.Single();

    public Task<SinkReply<ExternalTicket>> CreateAsync(TicketDraft draft, CancellationToken ct) =>
        Answer("create", draft.Marker, () => Create(draft).Shown);

    public Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(
        string marker,
        CancellationToken ct
    ) =>
        Answer<IReadOnlyList<ExternalTicket>>(
            "find",
            marker,
            () =>
                [
                    .. Issues
                        .Where(issue =>
                            issue.Marker == marker
                            && issue.CreatedAt + Traits.FindLag <= time.GetUtcNow()
                            && issue.State is not ExternalState.Gone
                        )
                        .OrderBy(issue => issue.CreatedAt)
                        .Select(issue => issue.Shown),
                ]
        );

    public Task<SinkReply<ExternalTicket>> ReadAsync(string id, CancellationToken ct) =>
        Answer("read", id, () => Of(id).Shown);

    public Task<SinkReply<ExternalTicket>> UpdateAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        Change(
            "update",
            id,
            issue =>
            {
                issue.Title = draft.Title;
                issue.Body = draft.Body;
                issue.Priority = draft.Priority;
            }
        );

    public Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    ) =>
        Change(
            "comment",
            id,
            issue =>
            {
                if (issue.Keys.Add(comment.Key))
                {
                    issue.Comments.Add(comment.Text);
                }
            }
        );

    public Task<SinkReply<ExternalTicket>> CloseAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => Change("close", id, issue => issue.State = ExternalState.Closed);

    public Task<SinkReply<ExternalTicket>> ReopenAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => Change("reopen", id, issue => issue.State = ExternalState.Open);

    /// <summary>Also what somebody else, or a request that was slow, does behind our back.</summary>
    public TrackedIssue Create(TicketDraft draft)
    {
        if (!Traits.CanFind && Issues.Find(issue => issue.Marker == draft.Marker) is { } known)
        {
            // The receiver knows the idempotency key.
            return known;
        }

        var made = new TrackedIssue
        {
            Id = (++_next).ToString(CultureInfo.InvariantCulture),
            Marker = draft.Marker,
            CreatedAt = time.GetUtcNow(),
            Title = draft.Title,
            Body = draft.Body,
            Priority = draft.Priority,
        };
        Issues.Add(made);
        return made;
    }

    public int CallsOf(string call) => Calls.Count(made => made.Call == call);

    private TrackedIssue Of(string id) => Issues.Single(issue => issue.Id == id);

    private Task<SinkReply<ExternalTicket>> Change(
        string call,
        string id,
        Action<TrackedIssue> change
    ) =>
        Answer(
            call,
            id,
            () =>
            {
                TrackedIssue issue = Of(id);
                if (issue.State is not ExternalState.Gone)
                {
                    change(issue);
                }

                return issue.Shown;
            },
            () =>
                Of(id).State is ExternalState.Gone
                    ? new Fault(FaultKind.Refused, Status: 404)
                    : null
        );

    private Task<SinkReply<T>> Answer<T>(
        string call,
        string on,
        Func<T> commit,
        Func<Fault?>? objection = null
    )
    {
        hazard.Point();
        Calls.Add((call, on, time.GetUtcNow()));
        Fault? fault = Weather(call) ?? objection?.Invoke();
        T? value = fault is null or { Commits: true } ? commit() : default;
        hazard.Point();
        return Task.FromResult(Reply(call, fault, value));
    }

    private static SinkReply<T> Reply<T>(string call, Fault? fault, T? value) =>
        fault?.Kind switch
        {
            null => new SinkReply<T>.Done(value!),
            FaultKind.Busy => new SinkReply<T>.Busy(
                $"{call}: the tracker is busy",
                fault.Status,
                fault.RetryAfter
            ),
            FaultKind.Unclear => new SinkReply<T>.Unclear(
                $"{call}: no answer that can be read",
                fault.Status,
                fault.RetryAfter
            ),
            _ => new SinkReply<T>.Refused(
                $"{call}: refused; change TicketSink default: spec.project",
                fault.Status
            ),
        };
}
