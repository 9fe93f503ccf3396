using SloOperator.Resources.Tickets;
using SloOperator.Store;

namespace SloOperator.Demo;

/// <summary>The tickets of a folder, as the program keeps them below it.</summary>
internal sealed class TicketFiles(string manifests)
{
    private readonly OutboxFiles _files = new(
        Path.Combine(manifests, ManifestFolder.StateName, "tickets")
    );

    /// <summary>By name; a file that is just being replaced is left out.</summary>
    public IReadOnlyList<ReliabilityTicket> Read() =>
        [
            .. _files
                .ReadAll()
                .Select(read => read.Ticket)
                .OfType<ReliabilityTicket>()
                .OrderBy(ticket => ticket.Metadata.Name, StringComparer.Ordinal),
        ];
}
