using SloOperator.Resources.Tickets;
using static SloOperator.Controllers.Tickets.ISinkDirectory;

namespace SloOperator.Controllers.Tickets;

/// <summary>Finds the sink of a ticket and what is known of it now.</summary>
internal sealed class SinkOpener(ISinkDirectory directory, ITicketSinks sinks, SinkPaces paces)
{
    private const string Default = "default";

    public async Task<OpenedSink> OpenAsync(ReliabilityTicket ticket, CancellationToken ct)
    {
        string name = NameOf(ticket);
        switch (directory.Find(name, ticket.Metadata.Namespace ?? ""))
        {
            case SinkLookup.Usable { Options: var options }:
                ITicketSink sink = sinks.For(options);
                return new OpenedSink(
                    name,
                    new SinkSight.Usable(sink.Traits, await sinks.VersionAsync(options, ct)),
                    sink,
                    paces.Of(options, sink.Traits)
                );
            case SinkLookup.Unusable unusable:
                return new OpenedSink(name, new SinkSight.Unusable(unusable.Problem));
            default:
                return new OpenedSink(name, new SinkSight.None());
        }
    }

    /// <summary>A ticket stays at the sink that has it.</summary>
    public static string NameOf(ReliabilityTicket ticket) =>
        (
            ticket.Status is { Sink: { } has } status
            && (status.ExternalId is not null || status.Step is not null)
                ? has
                : ticket.Spec?.Sink
        ) ?? Default;
}
