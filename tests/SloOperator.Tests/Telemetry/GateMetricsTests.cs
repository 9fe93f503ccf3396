using System.Buffers;
using System.Text;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;
using SloOperator.Telemetry;
using SloOperator.Testing;
using SloOperator.Tests.Controllers;

namespace SloOperator.Tests.Telemetry;

public sealed class GateMetricsTests
{
    private const string Labels =
        "criticality=\"standard\",name=\"checkout\",namespace=\"shop\",service=\"checkout-api\",team=\"payments\"";

    private static readonly TeamObjectives Slo = new TeamSloMapper(
        _ => Decoded<PrometheusEndpoint>.FromValue(Given.Endpoint()),
        _ => null
    )
        .Map(Given.Slo(Given.Counted()))
        .Objectives!;

    [Fact]
    public void A_gate_shows_its_decision_beside_the_others_and_goes_with_its_owner()
    {
        var metrics = new GateMetrics(Enum.GetNames<GateDecision>());
        metrics.Publish(
            Slo,
            new GateSample
            {
                Decision = "Deny",
                IsAllowed = false,
                WouldHaveBlocked = 2,
                OpenTickets = 1,
                BurnThresholds = new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    ["1h"] = 14.4,
                },
            }
        );

        Lines(metrics.Families)
            .ShouldBe(
                [
                    $"slo_operator_gate_allowed{{{Labels}}} 0",
                    $"slo_operator_gate_decision{{{Labels},decision=\"Allow\"}} 0",
                    $"slo_operator_gate_decision{{{Labels},decision=\"Warn\"}} 0",
                    $"slo_operator_gate_decision{{{Labels},decision=\"Deny\"}} 1",
                    $"slo_operator_gate_decision{{{Labels},decision=\"Unknown\"}} 0",
                    $"slo_operator_gate_would_have_blocked{{{Labels}}} 2",
                    $"slo_operator_burn_rate_threshold{{{Labels},window=\"1h\"}} 14.4",
                    $"slo_operator_open_tickets{{{Labels}}} 1",
                ],
                ignoreOrder: true
            );

        metrics.Remove(Slo.Owner);
        Lines(metrics.Families).ShouldBeEmpty();
    }

    [Fact]
    public void The_outbox_shows_what_waits_for_each_sink_and_for_how_long()
    {
        MemoryStore<ReliabilityTicket> tickets = new((ticket, _) => ticket);
        tickets.Put(Ticket("a", "Open", Given.Noon));
        tickets.Put(Ticket("b", null, Given.Noon - Given.Minutes(5)));
        tickets.Put(Ticket("c", "Submitting", Given.Noon - Given.Minutes(2)));
        var metrics = new TicketMetrics(tickets, new ManualTimeProvider(Given.Noon));

        Lines(metrics.Families)
            .ShouldBe(
                [
                    "slo_operator_tickets{phase=\"Open\",sink=\"default\"} 1",
                    "slo_operator_tickets{phase=\"Pending\",sink=\"default\"} 1",
                    "slo_operator_tickets{phase=\"Submitting\",sink=\"default\"} 1",
                    "slo_operator_oldest_undelivered_ticket_seconds{sink=\"default\"} 300",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void An_owners_oldest_ticket_counts_until_it_is_closed()
    {
        MemoryStore<ReliabilityTicket> tickets = new((ticket, _) => ticket);
        tickets.Put(Owned(Ticket("a", "Closed", Given.Noon - Given.Minutes(60))));
        tickets.Put(Owned(Ticket("b", "Open", Given.Noon - Given.Minutes(7))));
        tickets.Put(Owned(Ticket("c", "DeadLetter", Given.Noon - Given.Minutes(3))));
        tickets.Put(Ticket("storm", "Open", Given.Noon - Given.Minutes(90)));
        var metrics = new TicketMetrics(tickets, new ManualTimeProvider(Given.Noon));

        Lines(metrics.Families)
            .Where(line => line.Contains("oldest_open", StringComparison.Ordinal))
            .ShouldBe([
                "slo_operator_oldest_open_ticket_seconds{kind=\"TeamSLO\",name=\"checkout\",namespace=\"shop\",team=\"payments\"} 420",
            ]);
    }

    private static ReliabilityTicket Owned(ReliabilityTicket ticket) =>
        ticket with
        {
            Spec = ticket.Spec! with { TeamSlo = "checkout", Team = "payments" },
        };

    private static ReliabilityTicket Ticket(string name, string? phase, DateTimeOffset since) =>
        new()
        {
            Metadata = new ObjectMeta { Name = name, Namespace = "shop" },
            Spec = new ReliabilityTicketSpec { Sink = "default", Since = since },
            Status = phase is null ? null : new ReliabilityTicketStatus { Phase = phase },
        };

    private static string[] Lines(IReadOnlyList<ExposedFamily> families)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (ExposedFamily family in families)
        {
            family.Write(output);
        }

        return
        [
            .. Encoding
                .UTF8.GetString(output.WrittenSpan)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#')),
        ];
    }
}
