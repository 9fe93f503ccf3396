using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Jira;

/// <summary>Issues of one project of a Jira.</summary>
internal sealed class JiraSink : ITicketSink
{
    private readonly SinkClient _client;
    private readonly JiraCalls _calls;
    private readonly JiraWrites _writes;
    private readonly JiraStatus _status;
    private readonly JiraSite _site;

    public JiraSink(SinkClient client, SinkOptions options, JiraDialect dialect)
    {
        _client = client;
        _calls = new JiraCalls(options, dialect);
        _writes = new JiraWrites(client);
        _status = new JiraStatus(client, options, _calls);
        _site = new JiraSite(client, _calls, options);
        Traits = JiraProtocol.Traits(options, dialect);
    }

    public SinkTraits Traits { get; }

    public async Task<SinkReply<ExternalTicket>> CreateAsync(
        TicketDraft draft,
        CancellationToken ct
    )
    {
        SinkReply<JiraIssue> made = await _writes.AskAsync(
            hasPriority => _calls.Create(draft, hasPriority),
            answer => JiraIssue.Read(answer.Json),
            ct
        );
        if (made is not SinkReply<JiraIssue>.Done { Value: var issue })
        {
            return made.As<JiraIssue, ExternalTicket>();
        }

        string? browse = await _site.FindAsync(ct);
        await LinkAsync(issue, draft, browse, ct);
        return new SinkReply<ExternalTicket>.Done(issue.Ticket(browse, ExternalState.Open));
    }

    public async Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(
        string marker,
        CancellationToken ct
    ) =>
        await SearchAsync(_calls.FindByLabel(marker), ct) switch
        {
            // Somebody may have taken the label away.
            SinkReply<IReadOnlyList<ExternalTicket>>.Done { Value.Count: 0 } none =>
                await SearchAsync(_calls.FindByLink(marker), ct) switch
                {
                    // Where issues cannot be linked, the label is all there is.
                    SinkReply<IReadOnlyList<ExternalTicket>>.Refused { Status: 400 } => none,
                    { } linked => linked,
                },
            { } found => found,
        };

    public Task<SinkReply<ExternalTicket>> ReadAsync(string id, CancellationToken ct) =>
        WithIssueAsync(id, withText: false, issue => TicketAsync(issue, ct), ct);

    public Task<SinkReply<ExternalTicket>> UpdateAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        WithIssueAsync(
            id,
            withText: true,
            // What is closed is not to be written anew; many workflows do not let it be.
            issue => issue.IsOpen ? WriteAsync(issue, draft, ct) : TicketAsync(issue, ct),
            ct
        );

    public Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    ) => WithIssueAsync(id, withText: false, issue => CommentAsync(issue, comment, ct), ct);

    public Task<SinkReply<ExternalTicket>> CloseAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        WithIssueAsync(
            id,
            withText: false,
            issue =>
                issue.IsOpen ? MoveAsync(issue, ExternalState.Closed, ct) : TicketAsync(issue, ct),
            ct
        );

    public Task<SinkReply<ExternalTicket>> ReopenAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        WithIssueAsync(
            id,
            withText: false,
            issue =>
                issue.IsOpen ? TicketAsync(issue, ct) : MoveAsync(issue, ExternalState.Open, ct),
            ct
        );

    // Not worth a second issue: the label finds it as well.
    private async Task LinkAsync(
        JiraIssue issue,
        TicketDraft draft,
        string? browse,
        CancellationToken ct
    )
    {
        string? url = FirstLink(draft.Body) ?? (browse is null ? null : issue.Ticket(browse).Url);
        if (url is not null)
        {
            await _client.AskAsync(_calls.Link(issue.Id, draft, url), answer => answer, ct);
        }
    }

    private static string? FirstLink(string body) =>
        MarkupDocument
            .Parse(body)
            .Blocks.OfType<MarkupBlock.Paragraph>()
            .SelectMany(paragraph => paragraph.Line.Pieces)
            .OfType<MarkupInline.Link>()
            .FirstOrDefault()
            ?.Address.Text;

    private async Task<SinkReply<IReadOnlyList<ExternalTicket>>> SearchAsync(
        SinkCall search,
        CancellationToken ct
    )
    {
        string? browse = await _site.FindAsync(ct);
        return await _client.AskAsync<IReadOnlyList<ExternalTicket>>(
            search,
            answer =>
                answer.Json.Rows("issues") is { } rows
                    ?
                    [
                        .. rows.Select(JiraIssue.Read)
                            .OfType<JiraIssue>()
                            .Select(issue => issue.Ticket(browse))
                            .OrderBy(ticket => ticket.CreatedAt)
                            .ThenBy(ticket => ticket.Id.Length)
                            .ThenBy(ticket => ticket.Id, StringComparer.Ordinal),
                    ]
                    : null,
            ct
        );
    }

    private async Task<SinkReply<ExternalTicket>> WithIssueAsync(
        string id,
        bool withText,
        Func<JiraIssue, Task<SinkReply<ExternalTicket>>> next,
        CancellationToken ct
    ) =>
        await _client.AskAsync(
            _calls.Read(id, withText),
            answer => JiraIssue.Read(answer.Json),
            ct
        ) switch
        {
            SinkReply<JiraIssue>.Done { Value: var issue } => await next(issue),
            // One that is gone is answered as one that the account may not see.
            SinkReply<JiraIssue>.Refused { Status: 404 } missing => await _client.AskAsync(
                _calls.Project(),
                answer => answer.Json.Text("key"),
                ct
            ) switch
            {
                SinkReply<string>.Done => new SinkReply<ExternalTicket>.Done(
                    new ExternalTicket(id, null, ExternalState.Gone, null)
                ),
                SinkReply<string>.Busy busy => busy.As<string, ExternalTicket>(),
                _ => missing.As<JiraIssue, ExternalTicket>(),
            },
            { } failed => failed.As<JiraIssue, ExternalTicket>(),
        };

    private async Task<SinkReply<ExternalTicket>> TicketAsync(
        JiraIssue issue,
        CancellationToken ct
    ) => new SinkReply<ExternalTicket>.Done(issue.Ticket(await _site.FindAsync(ct)));

    private Task<SinkReply<ExternalTicket>> WriteAsync(
        JiraIssue issue,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        _writes
            .AskAsync(hasPriority => _calls.Update(issue, draft, hasPriority), answer => answer, ct)
            .ThenAsync(_ => TicketAsync(issue, ct));

    private async Task<SinkReply<ExternalTicket>> CommentAsync(
        JiraIssue issue,
        TicketComment comment,
        CancellationToken ct
    ) =>
        await _client
            .AskAsync(_calls.Comments(issue), answer => answer.Json.Rows("comments"), ct)
            .ThenAsync(async there =>
                there.Any(row => JiraComment.Is(row, comment.Key))
                    ? new SinkReply<SinkAnswer?>.Done(null)
                    : await _client
                        .AskAsync(_calls.Comment(issue, comment), answer => answer, ct)
                        .SelectAsync(answer => (SinkAnswer?)answer)
            )
            .ThenAsync(_ => TicketAsync(issue, ct));

    private Task<SinkReply<ExternalTicket>> MoveAsync(
        JiraIssue issue,
        ExternalState state,
        CancellationToken ct
    ) =>
        _status
            .MoveAsync(issue, state, ct)
            .ThenAsync(async _ =>
                (SinkReply<ExternalTicket>)
                    new SinkReply<ExternalTicket>.Done(
                        issue.Ticket(await _site.FindAsync(ct), state)
                    )
            );
}
