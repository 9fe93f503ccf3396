using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>What came of filing: an outbox that takes nothing must not keep a status from being written.</summary>
/// <param name="Tickets">Those that are not closed; where filing failed, as they were last shown.</param>
/// <param name="Failure">Null: all is filed.</param>
internal sealed record FilingOutcome(IReadOnlyList<FiledTicket> Tickets, Exception? Failure)
{
    /// <param name="filing">Under way.</param>
    /// <param name="shown">The tickets in the status written last; null: none.</param>
    public static async Task<FilingOutcome> OfAsync(
        Task<IReadOnlyList<FiledTicket>> filing,
        IReadOnlyList<TicketLineStatus>? shown
    )
    {
        try
        {
            return new FilingOutcome(await filing, null);
        }
        catch (Exception ex) when (ex is KubeException or IOException)
        {
            return new FilingOutcome([.. (shown ?? []).Select(Read)], ex);
        }
    }

    private static FiledTicket Read(TicketLineStatus line) =>
        new(line.Name ?? "", line.Cause ?? "", line.Phase ?? "", line.Url, null);
}
