using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Slack;

/// <summary>Messages in a channel. It tells people and keeps no work: a message is never closed by them, and only says what became of it.</summary>
internal sealed class SlackSink(SinkClient client, SinkOptions options) : ITicketSink
{
    private const string Recovered = "Recovered:";

    private readonly SlackCalls _calls = new(options);

    public SinkTraits Traits { get; } = SlackProtocol.Traits(options);

    public async Task<SinkReply<ExternalTicket>> CreateAsync(
        TicketDraft draft,
        CancellationToken ct
    ) =>
        await client.AskAsync(_calls.Post(draft), Posted, ct) switch
        {
            SinkReply<SlackTicket>.Done { Value: var message } =>
                new SinkReply<ExternalTicket>.Done(
                    message.Ticket(ExternalState.Open, await AddressAsync(message, ct))
                ),
            { } failed => failed.As<SlackTicket, ExternalTicket>(),
        };

    /// <summary>Nothing can be found: see <see cref="SinkTraits.CanFind"/>.</summary>
    public Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(
        string marker,
        CancellationToken ct
    ) =>
        Task.FromResult<SinkReply<IReadOnlyList<ExternalTicket>>>(
            new SinkReply<IReadOnlyList<ExternalTicket>>.Done([])
        );

    /// <summary>Whether it is still there; nobody closes a message.</summary>
    public async Task<SinkReply<ExternalTicket>> ReadAsync(string id, CancellationToken ct) =>
        await ChangeAsync(id, SlackCalls.Permalink, ExternalState.Open, ct) switch
        {
            SinkReply<ExternalTicket>.Unclear unclear => new SinkReply<ExternalTicket>.Busy(
                unclear.Reason,
                unclear.Status,
                unclear.RetryAfter
            ),
            { } reply => reply,
        };

    public Task<SinkReply<ExternalTicket>> UpdateAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        ChangeAsync(id, message => SlackCalls.Update(message, draft, null), ExternalState.Open, ct);

    /// <summary>A reply in the message's thread. A second attempt makes a second one: nothing tells it from the first.</summary>
    public Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    ) => ChangeAsync(id, message => SlackCalls.Reply(message, comment), ExternalState.Open, ct);

    public Task<SinkReply<ExternalTicket>> CloseAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            message => SlackCalls.Update(message, draft, Recovered),
            ExternalState.Closed,
            ct
        );

    public Task<SinkReply<ExternalTicket>> ReopenAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => UpdateAsync(id, draft, ct);

    private static SlackTicket? Posted(SinkAnswer answer) =>
        answer.Json.Flag("ok") is true
            ? SlackTicket.Of(answer.Json.Text("channel"), answer.Json.Text("ts"))
            : null;

    // It needs no scope, and only people miss it.
    private async Task<string?> AddressAsync(SlackTicket message, CancellationToken ct) =>
        await client.AskAsync(SlackCalls.Permalink(message), Address, ct)
            is SinkReply<WebAddress>.Done { Value: var address }
            ? address.Text
            : null;

    private static WebAddress? Address(SinkAnswer answer) =>
        WebAddress.TryParse(answer.Json.Text("permalink"), out WebAddress? address)
            ? address
            : null;

    private async Task<SinkReply<ExternalTicket>> ChangeAsync(
        string id,
        Func<SlackTicket, SinkCall> call,
        ExternalState state,
        CancellationToken ct
    ) =>
        SlackTicket.Parse(id) is not { } message
            ? new SinkReply<ExternalTicket>.Done(
                new ExternalTicket(id, null, ExternalState.Gone, null)
            )
            : await client.AskAsync(call(message), answer => Changed(answer, message, state), ct);

    private static ExternalTicket? Changed(
        SinkAnswer answer,
        SlackTicket message,
        ExternalState state
    ) =>
        answer.Json.Flag("ok") is true || SlackErrors.IsFixed(answer) ? message.Ticket(state)
        : SlackErrors.IsGone(answer) ? message.Ticket(ExternalState.Gone)
        : null;
}
