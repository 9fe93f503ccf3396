namespace SloOperator.Controllers.Tickets;

/// <summary>What the last call failed of.</summary>
/// <param name="Reason">In our words.</param>
/// <param name="Status">Of HTTP; null: there was no answer.</param>
/// <param name="SinkVersion">Of options and credential that were refused; null: the credential could not be read, or it was not refused.</param>
internal sealed record TicketFault(string Reason, int? Status, string? SinkVersion)
{
    /// <summary>Stands for the version of a sink that cannot be used: any that can is another.</summary>
    public const string Unusable = "unusable";
}
