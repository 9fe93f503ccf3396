using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.GitHub;

/// <summary>Issues of one repository.</summary>
internal sealed class GitHubSink : ITicketSink, IDisposable
{
    // Content that notifies people: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api.
    private const int WritesPerMinute = 80;
    private const int WritesPerHour = 500;

    // Lists may come from a replica; GitHub promises no figure.
    private static readonly TimeSpan ReplicaLag = TimeSpan.FromMinutes(1);

    private readonly SinkClient _client;
    private readonly GitHubCalls _calls;
    private readonly SinkPages _pages;
    private readonly MarkedIssues _issues;

    public GitHubSink(SinkClient client, SinkOptions options, TimeProvider time)
    {
        _client = client;
        _calls = new GitHubCalls(options);
        _pages = new SinkPages(client);
        _issues = new MarkedIssues(
            (since, ct) => _pages.ReadAsync(_calls.List(since), GitHubTicket.ReadMarked, ct),
            time
        );
        Traits = SinkLimits.Of(
            options,
            new SinkTraits(ReplicaLag, true, WritesPerMinute, WritesPerHour)
        );
    }

    public SinkTraits Traits { get; }

    public async Task<SinkReply<ExternalTicket>> CreateAsync(
        TicketDraft draft,
        CancellationToken ct
    )
    {
        SinkReply<GitHubTicket> reply = await AskAsync(_calls.Create(draft), ct);
        if (reply is SinkReply<GitHubTicket>.Done { Value.Ticket: var made })
        {
            await _issues.NoteAsync(draft.Marker, made, ct);
        }

        return Ticket(reply);
    }

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
            SinkReply<GitHubTicket>.Done { Value: var issue } => await ChangeAsync(
                id,
                "update",
                issue.Update(draft),
                ct
            ),
            { } failed => await LookAsync(id, failed, ct),
        };

    public async Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    )
    {
        SinkReply<GitHubTicket> issue = await AskAsync(_calls.Read(id), ct);
        if (issue is not SinkReply<GitHubTicket>.Done)
        {
            return await LookAsync(id, issue, ct);
        }

        SinkReply<IReadOnlyList<string>> there = await _pages.ReadAsync(
            _calls.Comments(id),
            row => StatusBlock.IsComment(row.Text("body"), comment.Key) ? comment.Key : null,
            ct
        );
        return there switch
        {
            SinkReply<IReadOnlyList<string>>.Done { Value.Count: > 0 } => Ticket(issue),
            SinkReply<IReadOnlyList<string>>.Done => await _client
                .AskAsync(
                    _calls.Comment(id, comment),
                    answer => answer.Json.Number("id") is null ? null : comment,
                    ct
                )
                .ThenAsync(_ => Task.FromResult(Ticket(issue))),
            { } failed => failed.As<IReadOnlyList<string>, ExternalTicket>(),
        };
    }

    public Task<SinkReply<ExternalTicket>> CloseAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => ChangeAsync(id, "close", new JsonObject { ["state"] = "closed" }, ct);

    public Task<SinkReply<ExternalTicket>> ReopenAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => ChangeAsync(id, "reopen", new JsonObject { ["state"] = "open" }, ct);

    public void Dispose() => _issues.Dispose();

    private async Task<SinkReply<ExternalTicket>> ChangeAsync(
        string id,
        string act,
        JsonObject change,
        CancellationToken ct
    )
    {
        SinkReply<GitHubTicket> reply = await AskAsync(_calls.Change(id, act, change), ct);
        if (!IsMissing(reply))
        {
            return Ticket(reply);
        }

        // Who may read and not write is answered the same.
        return await ReadAsync(id, ct) switch
        {
            SinkReply<ExternalTicket>.Done { Value.Url: null } gone => gone,
            SinkReply<ExternalTicket>.Done => Ticket(reply),
            { } failed => failed,
        };
    }

    /// <summary>Tells an issue that is gone from a repository that is.</summary>
    private async Task<SinkReply<ExternalTicket>> LookAsync(
        string id,
        SinkReply<GitHubTicket> reply,
        CancellationToken ct
    )
    {
        if (!IsMissing(reply))
        {
            return Ticket(reply);
        }

        SinkReply<SinkAnswer> repository = await _client.AskAsync(
            _calls.Repository(),
            answer => answer.Json.Flag("has_issues") is null ? null : answer,
            ct
        );
        if (repository is not SinkReply<SinkAnswer>.Done { Value.Json: var json })
        {
            return repository.As<SinkAnswer, ExternalTicket>();
        }

        if (json.Flag("has_issues") is false)
        {
            return Ticket(reply);
        }

        await _issues.ForgetAsync(id, ct);
        return new SinkReply<ExternalTicket>.Done(new ExternalTicket(id, null, Fate(reply), null));
    }

    // An issue that was moved to another repository is followed up there.
    private static ExternalState Fate(SinkReply<GitHubTicket> reply) =>
        reply is SinkReply<GitHubTicket>.Refused { Status: < 400 }
            ? ExternalState.Declined
            : ExternalState.Gone;

    private static bool IsMissing(SinkReply<GitHubTicket> reply) =>
        reply is SinkReply<GitHubTicket>.Refused { Status: 301 or 307 or 308 or 404 or 410 };

    private Task<SinkReply<GitHubTicket>> AskAsync(SinkCall call, CancellationToken ct) =>
        _client.AskAsync(call, answer => GitHubTicket.Read(answer.Json), ct);

    private static SinkReply<ExternalTicket> Ticket(SinkReply<GitHubTicket> reply) =>
        reply is SinkReply<GitHubTicket>.Done done
            ? new SinkReply<ExternalTicket>.Done(done.Value.Ticket)
            : reply.As<GitHubTicket, ExternalTicket>();
}
