using System.Globalization;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;
using static SloOperator.Controllers.Tickets.ISinkDirectory;

namespace SloOperator.Benchmarks.Tickets;

/// <summary>A tracker that answers at once, takes 80 calls a minute as GitHub does, and remembers what it was given in which order.</summary>
internal sealed class CountingSink(TimeProvider time) : ITicketSink, ISinkDirectory, ITicketSinks
{
    public const int PerMinute = 80;

    private static readonly SinkOptions Options = new()
    {
        Name = "default",
        Type = SinkType.GitHub,
        Url = new Uri("https://tracker"),
        Secret = "tracker",
    };

    private readonly Lock _gate = new();

    public event Action<string>? Changed
    {
        add { }
        remove { }
    }

    public SinkTraits Traits { get; } = new(TimeSpan.Zero, CanFind: true, PerMinute, null);

    /// <summary>In the order in which they came.</summary>
    public List<(TicketPriority Priority, DateTimeOffset At)> Made { get; } = [];

    public Task Synced => Task.CompletedTask;

    public SinkLookup Find(string name, string tenantNamespace) => new SinkLookup.Usable(Options);

    public ITicketSink For(SinkOptions options) => this;

    public Task<string?> VersionAsync(SinkOptions options, CancellationToken ct) =>
        Task.FromResult<string?>("1");

    public Task<SinkReply<ExternalTicket>> CreateAsync(TicketDraft draft, CancellationToken ct)
    {
        lock (_gate)
        {
            Made.Add((draft.Priority, time.GetUtcNow()));
            return Task.FromResult(Open(Made.Count.ToString(CultureInfo.InvariantCulture)));
        }
    }

    public Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(
        string marker,
        CancellationToken ct
    ) =>
        Task.FromResult<SinkReply<IReadOnlyList<ExternalTicket>>>(
            new SinkReply<IReadOnlyList<ExternalTicket>>.Done([])
        );

    public Task<SinkReply<ExternalTicket>> ReadAsync(string id, CancellationToken ct) =>
        Task.FromResult(Open(id));

    public Task<SinkReply<ExternalTicket>> UpdateAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => Task.FromResult(Open(id));

    public Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    ) => Task.FromResult(Open(id));

    public Task<SinkReply<ExternalTicket>> CloseAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => Task.FromResult(Open(id));

    public Task<SinkReply<ExternalTicket>> ReopenAsync(
        string id,
        TicketDraft draft,
        CancellationToken ct
    ) => Task.FromResult(Open(id));

    private static SinkReply<ExternalTicket> Open(string id) =>
        new SinkReply<ExternalTicket>.Done(
            new ExternalTicket(id, null, ExternalState.Open, CreatedAt: null)
        );
}
