using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Opens what a TicketSink describes.</summary>
internal interface ITicketSinks
{
    /// <summary>Equal options share one sink with its connections.</summary>
    ITicketSink For(SinkOptions options);

    /// <summary>A digest of options and credentials as they are now, to know whether what refused a ticket has changed; null: the credential cannot be read.</summary>
    Task<string?> VersionAsync(SinkOptions options, CancellationToken ct);
}
