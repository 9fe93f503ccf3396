using SloOperator.Controllers;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Telemetry;

/// <summary>How the outbox stands, counted at each scrape: what waits, what is refused, and how long somebody has been waiting.</summary>
internal sealed class TicketMetrics
{
    private readonly IResourceStore<ReliabilityTicket> _tickets;

    public TicketMetrics(IResourceStore<ReliabilityTicket> tickets, TimeProvider time)
    {
        _tickets = tickets;
        Families =
        [
            new FigureFamily<double>(
                new MetricHeader(
                    "slo_operator_tickets",
                    "gauge",
                    "Reliability tickets by phase and sink."
                ),
                () => BySinkAndPhase(),
                count => [(null, count)]
            ),
            new FigureFamily<double>(
                new MetricHeader(
                    "slo_operator_oldest_undelivered_ticket_seconds",
                    "gauge",
                    "Age of the oldest ticket that its sink has not taken; no series where none waits."
                ),
                () => OldestBySink(time.GetUtcNow()),
                seconds => [(null, seconds)]
            ),
            new FigureFamily<double>(
                new MetricHeader(
                    "slo_operator_oldest_open_ticket_seconds",
                    "gauge",
                    "Time since the cause of an owner's oldest ticket that is not closed; no series where it has none."
                ),
                () => OldestByOwner(time.GetUtcNow()),
                seconds => [(null, seconds)]
            ),
        ];
    }

    /// <summary>What a scrape shows of them.</summary>
    public IReadOnlyList<ExposedFamily> Families { get; }

    private IEnumerable<ReliabilityTicket> Tickets =>
        _tickets.List().Select(found => found.Value).OfType<ReliabilityTicket>();

    private IEnumerable<Labelled<double>> BySinkAndPhase() =>
        Tickets
            .GroupBy(ticket => (Phase: PhaseOf(ticket), ticket.Spec?.Sink))
            .Select(group =>
                Labelled<double>.Of(
                    group.Count(),
                    new("phase", group.Key.Phase),
                    new("sink", group.Key.Sink ?? "")
                )
            );

    private IEnumerable<Labelled<double>> OldestBySink(DateTimeOffset now) =>
        Tickets
            .Where(ticket =>
                PhaseOf(ticket) is nameof(TicketPhase.Pending) or nameof(TicketPhase.Submitting)
            )
            .GroupBy(ticket => ticket.Spec?.Sink ?? "", StringComparer.Ordinal)
            .Select(group =>
                Labelled<double>.Of(
                    Oldest(group, now),
                    new KeyValuePair<string, object?>("sink", group.Key)
                )
            );

    private IEnumerable<Labelled<double>> OldestByOwner(DateTimeOffset now) =>
        Tickets
            .Where(ticket =>
                PhaseOf(ticket) is not nameof(TicketPhase.Closed)
                && (ticket.Spec?.TeamSlo ?? ticket.Spec?.OnCallPolicy) is not null
            )
            .GroupBy(ticket =>
                (ticket.Metadata.Namespace, ticket.Spec!.TeamSlo, ticket.Spec.OnCallPolicy)
            )
            .Select(group =>
                Labelled<double>.Of(
                    Oldest(group, now),
                    new("kind", group.Key.TeamSlo is null ? "OnCallPolicy" : "TeamSLO"),
                    new("name", group.Key.TeamSlo ?? group.Key.OnCallPolicy),
                    new("namespace", group.Key.Namespace),
                    new("team", group.First().Spec!.Team)
                )
            );

    private static double Oldest(IEnumerable<ReliabilityTicket> tickets, DateTimeOffset now) =>
        tickets.Max(ticket => (now - (ticket.Spec?.Since ?? now)).TotalSeconds);

    private static string PhaseOf(ReliabilityTicket ticket) =>
        ticket.Status?.Phase ?? nameof(TicketPhase.Pending);
}
