using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks;
using SloOperator.Testing;
using SloOperator.Tests.Http;

namespace SloOperator.Tests.Sinks;

/// <summary>One sink, with a clock and a secret that a test moves.</summary>
internal sealed class Filing : IDisposable
{
    public const string Token = "t0ken-that-nobody-may-read";
    public const string Marker = "9f3a5c7e1b2d4f60-1";

    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TicketSinks _sinks;
    private readonly SinkOptions _options;

    public Filing(
        SinkType type,
        Uri url,
        Func<SinkOptions, SinkOptions>? adjust = null,
        bool allowPrivate = true
    )
    {
        Secrets["tracker", "token"] = Token;
        Secrets["tracker", "secret"] = "hmac-key";
        _sinks = new TicketSinks(Secrets, Clock, allowPrivate);
        var options = new SinkOptions
        {
            Name = "payments",
            Type = type,
            Url = url,
            Project = type is SinkType.Webhook ? null : "shop/payments",
            Secret = "tracker",
            Labels = ["reliability"],
        };
        _options = adjust?.Invoke(options) ?? options;
    }

    public ManualTimeProvider Clock { get; } = new(Noon);

    public Secrets Secrets { get; } = new();

    public ITicketSink Sink => _sinks.For(_options);

    public static TicketDraft Draft(string marker = Marker) =>
        new()
        {
            Marker = marker,
            Fingerprint = "9f3a5c7e1b2d4f60",
            Title = "checkout: the error budget of availability is used up",
            Body =
                "The budget is at **-3 %**; see the [burn-down](https://slo.example.com/checkout).",
            Priority = TicketPriority.P2,
            Labels = ["checkout"],
            Team = "shop",
            Namespace = "payments",
            Owner = "checkout",
            Cause = TicketCause.BudgetExhausted,
        };

    public static TicketComment Comment(string key = "escalated") =>
        new(key, "It is urgent now.", Draft());

    public Task<SinkReply<ExternalTicket>> CreateAsync() => CreateAsync(Draft());

    public Task<SinkReply<ExternalTicket>> CreateAsync(TicketDraft draft) =>
        Sink.CreateAsync(draft, CancellationToken.None).WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> ReadAsync(string id) =>
        Sink.ReadAsync(id, CancellationToken.None).WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> UpdateAsync(string id, TicketDraft? draft = null) =>
        Sink.UpdateAsync(id, draft ?? Draft(), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> CommentAsync(string id, string key = "escalated") =>
        Sink.CommentAsync(id, Comment(key), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> CloseAsync(string id) =>
        Sink.CloseAsync(id, Draft(), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> ReopenAsync(string id) =>
        Sink.ReopenAsync(id, Draft(), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(string marker = Marker) =>
        Sink.FindAsync(marker, CancellationToken.None).WaitAsync(Patience, TimeProvider.System);

    public async Task<IReadOnlyList<string>> FoundAsync(string marker = Marker) =>
        [.. Done(await FindAsync(marker)).Select(ticket => ticket.Id)];

    public Task<string?> VersionAsync() => _sinks.VersionAsync(_options, CancellationToken.None);

    public void Dispose() => _sinks.Dispose();

    public static T Done<T>(SinkReply<T> reply) =>
        reply is SinkReply<T>.Done done
            ? done.Value
            : throw new InvalidOperationException($"It was not done: {reply}");
}
