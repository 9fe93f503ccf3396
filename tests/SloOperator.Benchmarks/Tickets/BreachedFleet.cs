using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Benchmarks.Tickets;

/// <summary>A thousand services of ten teams that all breach, with the operator's own outbox.</summary>
internal sealed class BreachedFleet : IDisposable
{
    public const int Owners = 1_000;

    /// <summary>As many as are no storm yet: those would be one ticket.</summary>
    private const int Teams = 10;

    // As long as the text of a real one.
    private static readonly string Text = new('x', 2_000);

    private readonly TimeProvider _time;
    private readonly TicketSurroundings _surroundings;
    private readonly TicketBoard _board = new();
    private readonly StormBreaker _storms;
    private readonly TicketFiling _filing;
    private readonly TicketOwner[] _owners;

    public BreachedFleet(TimeProvider time)
    {
        _time = time;
        Outbox = new HeldOutbox(time);
        Sink = new CountingSink(time);
        Paces = new SinkPaces(time);
        var terms = new TicketTerms { MaxOpenPerTeam = Owners };
        _storms = new StormBreaker(
            Outbox,
            _board,
            new StormTerms("slo-operator", "bench", "platform", terms),
            time
        );
        _surroundings = new TicketSurroundings(time, () => 0.5, () => true, NullLogger.Instance);
        Reconciler = new TicketReconciler(
            Outbox,
            new SinkOpener(Sink, Sink, Paces),
            Paces,
            _board,
            _storms,
            (_, _) => true,
            _surroundings
        );
        _filing = new TicketFiling(Outbox, "bench", time);
        _owners = [.. Enumerable.Range(0, Owners).Select(number => OwnerOf(number, terms))];
    }

    public HeldOutbox Outbox { get; }

    public CountingSink Sink { get; }

    public SinkPaces Paces { get; }

    public TicketReconciler Reconciler { get; }

    public Task RunAsync(CancellationToken ct) =>
        new TicketController(
            Outbox,
            Sink,
            Paces,
            Reconciler,
            _board,
            _storms,
            _surroundings
        ).RunAsync(ct);

    /// <summary>What each evaluation asks for.</summary>
    public Task FileAsync(int number) =>
        _filing.FileAsync(_owners[number], [IntentOf(number)], CancellationToken.None);

    public void Dispose()
    {
        _filing.Dispose();
        _storms.Dispose();
        Paces.Dispose();
    }

    private WrittenIntent IntentOf(int number) =>
        new(
            new TicketIntent(
                TicketCause.BudgetExhausted,
                "availability",
                Standing.Raised,
                (TicketPriority)(number % 4),
                Template: null,
                "Nothing is left of the budget.",
                _time.GetUtcNow()
            ),
            "Nothing is left of the budget",
            Text
        );

    private static TicketOwner OwnerOf(int number, TicketTerms terms)
    {
        string name = number.ToString("0000", CultureInfo.InvariantCulture);
        return new TicketOwner
        {
            Kind = OwnerKinds.TeamSlo,
            Name = new ResourceName("fleet", $"app-{name}"),
            Uid = name,
            Team = $"team-{number % Teams}",
            Terms = terms,
        };
    }
}
