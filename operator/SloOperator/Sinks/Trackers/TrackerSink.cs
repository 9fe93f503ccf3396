using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks.Trackers;

/// <summary>Issues of one project of a tracker.</summary>
internal sealed class TrackerSink : ITicketSink, IDisposable
{
    private readonly SinkClient _client;
    private readonly ITrackerCalls _calls;
    private readonly TrackerPages _pages;
    private readonly MarkedIssues _issues;
    private readonly MissingIssues _missing;

    public TrackerSink(SinkClient client, ITrackerCalls calls, SinkTraits traits, TimeProvider time)
    {
        _client = client;
        _calls = calls;
        _pages = new TrackerPages(client);
        _issues = new MarkedIssues(
            (since, ct) =>
                _pages.ReadAsync(calls.List(since), row => MarkedIssue.Of(calls.Issue(row)), ct),
            time
        );
        _missing = new MissingIssues(client, calls);
        Traits = traits;
    }

    public SinkTraits Traits { get; }

    public async Task<SinkReply<ExternalTicket>> CreateAsync(
        TicketDraft draft,
        CancellationToken ct
    ) =>
        draft.Assignee is { } name && _calls.FindAssignee(name) is { } find
            ? await _client
                .AskAsync(find, TrackerPerson.Read, ct)
                .ThenAsync(person => CreateAsync(draft, find, person, ct))
            : await CreateAsync(draft, null, ct);

    public Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(
        string marker,
        CancellationToken ct
    ) => _issues.FindAsync(marker, ct);

    public async Task<SinkReply<ExternalTicket>> ReadAsync(string id, CancellationToken ct) =>
        await LookAsync(id, await AskAsync(_calls.Read(id), ct), ct);

    public async Task<SinkReply<ExternalTicket>> UpdateAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        await AskAsync(_calls.Read(id), ct) switch
        {
            SinkReply<TrackerIssue>.Done { Value: var issue } => await ChangeAsync(
                id,
                _calls.Update(issue, draft),
                ct
            ),
            { } failed => await LookAsync(id, failed, ct),
        };

    public async Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    ) =>
        await ReadAsync(id, ct) switch
        {
            SinkReply<ExternalTicket>.Done { Value.Url: not null } issue => await _pages
                .ReadAsync(
                    _calls.Comments(id),
                    row => StatusBlock.IsComment(row.Text("body"), comment.Key) ? comment : null,
                    ct
                )
                .ThenAsync(there => CommentAsync(issue, there, comment, ct)),
            { } other => other,
        };

    public Task<SinkReply<ExternalTicket>> CloseAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => ChangeAsync(id, _calls.Close(id), ct);

    /// <summary>What is gone cannot be opened: that is refused, so that the work gets a ticket of its own.</summary>
    public async Task<SinkReply<ExternalTicket>> ReopenAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => Ticket(await AskAsync(_calls.Reopen(id), ct));

    public void Dispose() => _issues.Dispose();

    private async Task<SinkReply<ExternalTicket>> CreateAsync(
        TicketDraft draft,
        SinkCall find,
        TrackerPerson person,
        CancellationToken ct
    ) =>
        person.Id is { } id
            ? await CreateAsync(draft, id, ct)
            : new SinkReply<ExternalTicket>.Refused(
                _client.Reason(
                    find,
                    "there is nobody of that name; check the assignee of the TeamSLO's ticketing"
                ),
                null
            );

    private async Task<SinkReply<ExternalTicket>> CreateAsync(
        TicketDraft draft,
        long? assignee,
        CancellationToken ct
    )
    {
        SinkReply<TrackerIssue> reply = await AskAsync(_calls.Create(draft, assignee), ct);
        if (reply is SinkReply<TrackerIssue>.Done { Value.Ticket: var made })
        {
            _issues.Note(draft.Marker, made);
        }

        return Ticket(reply);
    }

    private async Task<SinkReply<ExternalTicket>> CommentAsync(
        SinkReply<ExternalTicket>.Done issue,
        IReadOnlyList<TicketComment> there,
        TicketComment comment,
        CancellationToken ct
    ) =>
        there.Count > 0
            ? issue
            : await _client
                .AskAsync(
                    _calls.Comment(issue.Value.Id, comment),
                    answer => answer.Json.Number("id") is null ? null : comment,
                    ct
                )
                .SelectAsync(_ => issue.Value);

    private async Task<SinkReply<ExternalTicket>> ChangeAsync(
        string id,
        SinkCall change,
        CancellationToken ct
    )
    {
        SinkReply<TrackerIssue> reply = await AskAsync(change, ct);
        if (!MissingIssues.IsMissing(reply))
        {
            return Ticket(reply);
        }

        // Who may read and not write is answered the same.
        return await ReadAsync(id, ct) switch
        {
            SinkReply<ExternalTicket>.Done { Value.Url: not null } => Ticket(reply),
            { } other => other,
        };
    }

    private async Task<SinkReply<ExternalTicket>> LookAsync(
        string id,
        SinkReply<TrackerIssue> reply,
        CancellationToken ct
    )
    {
        if (!MissingIssues.IsMissing(reply))
        {
            return Ticket(reply);
        }

        SinkReply<ExternalTicket> fate = await _missing.LookAsync(id, reply, ct);
        if (fate is SinkReply<ExternalTicket>.Done)
        {
            _issues.Forget(id);
        }

        return fate;
    }

    private Task<SinkReply<TrackerIssue>> AskAsync(SinkCall call, CancellationToken ct) =>
        _client.AskAsync(call, answer => _calls.Issue(answer.Json), ct);

    private static SinkReply<ExternalTicket> Ticket(SinkReply<TrackerIssue> reply) =>
        reply is SinkReply<TrackerIssue>.Done done
            ? new SinkReply<ExternalTicket>.Done(done.Value.Ticket)
            : reply.As<TrackerIssue, ExternalTicket>();
}
