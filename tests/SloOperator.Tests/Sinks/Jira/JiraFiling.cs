using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks;
using SloOperator.Sinks.Jira;
using SloOperator.Testing;
using SloOperator.Tests.Http;

namespace SloOperator.Tests.Sinks.Jira;

/// <summary>A sink of either Jira on a stub, whose host does not tell which it is.</summary>
internal sealed class JiraFiling : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SinkClient _client;

    public JiraFiling(Uri url, JiraDialect dialect, Func<SinkOptions, SinkOptions>? adjust = null)
    {
        Secrets["tracker", "token"] = Filing.Token;
        Secrets["tracker", "email"] = JiraStub.Email;
        var options = new SinkOptions
        {
            Name = "payments",
            Type = SinkType.Jira,
            Url = url,
            Project = "PAY",
            Secret = "tracker",
            IssueType = "Task",
            Labels = ["reliability"],
        };
        options = adjust?.Invoke(options) ?? options;
        var protocol = new JiraProtocol(options, dialect);
        var secret = new SinkSecret(options.Secret, protocol, new SecretCache(Secrets, Clock));
        _client = new SinkClient(
            options,
            protocol,
            new SinkSender(options, protocol, secret, allowPrivate: true),
            secret,
            Clock
        );
        Sink = new JiraSink(_client, options, dialect);
    }

    public ManualTimeProvider Clock { get; } = new(Filing.Noon);

    public Secrets Secrets { get; } = new();

    public ITicketSink Sink { get; }

    public Task<SinkReply<ExternalTicket>> CreateAsync(TicketDraft? draft = null) =>
        Sink.CreateAsync(draft ?? Filing.Draft(), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> ReadAsync(string id) =>
        Sink.ReadAsync(id, CancellationToken.None).WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> UpdateAsync(string id, TicketDraft? draft = null) =>
        Sink.UpdateAsync(id, draft ?? Filing.Draft(), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> CommentAsync(string id, string key = "escalated") =>
        Sink.CommentAsync(id, Filing.Comment(key), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> CloseAsync(string id) =>
        Sink.CloseAsync(id, Filing.Draft(), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<ExternalTicket>> ReopenAsync(string id) =>
        Sink.ReopenAsync(id, Filing.Draft(), CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync() =>
        Sink.FindAsync(Filing.Marker, CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

    public async Task<IReadOnlyList<string>> FoundAsync() =>
        [.. Filing.Done(await FindAsync()).Select(ticket => ticket.Id)];

    public void Dispose() => _client.Dispose();
}
