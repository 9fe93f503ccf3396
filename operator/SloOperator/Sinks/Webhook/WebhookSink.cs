using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Webhook;

/// <summary>A receiver that somebody wrote. It is told and never asked: what people do with its tickets stays unknown.</summary>
internal sealed class WebhookSink(SinkClient client, SinkOptions options) : ITicketSink
{
    // A receiver says by 429 what is too much.
    private const int CallsPerMinute = 600;

    private readonly WebhookCalls _calls = new(options);

    public SinkTraits Traits { get; } =
        SinkLimits.Of(options, new SinkTraits(TimeSpan.Zero, false, CallsPerMinute, null));

    public Task<SinkReply<ExternalTicket>> CreateAsync(TicketDraft draft, CancellationToken ct) =>
        client.AskAsync(_calls.Create(draft), answer => WebhookTicket.Created(answer.Json), ct);

    /// <summary>The contract has no question: none is found.</summary>
    public Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(
        string marker,
        CancellationToken ct
    ) =>
        Task.FromResult<SinkReply<IReadOnlyList<ExternalTicket>>>(
            new SinkReply<IReadOnlyList<ExternalTicket>>.Done([])
        );

    /// <summary>As far as anybody told, it is open.</summary>
    public Task<SinkReply<ExternalTicket>> ReadAsync(string id, CancellationToken ct) =>
        Task.FromResult<SinkReply<ExternalTicket>>(
            new SinkReply<ExternalTicket>.Done(
                new ExternalTicket(id, null, ExternalState.Open, null)
            )
        );

    public Task<SinkReply<ExternalTicket>> UpdateAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => PutAsync(id, _calls.Update(id, draft), ExternalState.Open, ct);

    public Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    ) => PutAsync(id, _calls.Comment(id, comment), ExternalState.Open, ct);

    public Task<SinkReply<ExternalTicket>> CloseAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => PutAsync(id, _calls.Close(id, draft), ExternalState.Closed, ct);

    /// <summary>What is gone cannot be opened: that is refused, so that the work gets a ticket of its own.</summary>
    public Task<SinkReply<ExternalTicket>> ReopenAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => SendAsync(id, _calls.Update(id, draft), ExternalState.Open, ct);

    /// <summary>410 says that the receiver has the ticket no more.</summary>
    private async Task<SinkReply<ExternalTicket>> PutAsync(
        string id,
        SinkCall call,
        ExternalState state,
        CancellationToken ct
    ) =>
        await SendAsync(id, call, state, ct) switch
        {
            SinkReply<ExternalTicket>.Refused { Status: 410 } => new SinkReply<ExternalTicket>.Done(
                new ExternalTicket(id, null, ExternalState.Gone, null)
            ),
            { } reply => reply,
        };

    // Any 2xx will do, whatever is in it.
    private Task<SinkReply<ExternalTicket>> SendAsync(
        string id,
        SinkCall call,
        ExternalState state,
        CancellationToken ct
    ) =>
        client.AskAsync(
            call,
            answer => new ExternalTicket(id, WebhookTicket.Url(answer.Json), state, null),
            ct
        );
}
