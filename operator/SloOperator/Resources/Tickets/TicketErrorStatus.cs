namespace SloOperator.Resources.Tickets;

/// <summary>What the sink said, in our words; never its body, never a credential.</summary>
internal sealed record TicketErrorStatus
{
    /// <summary>Of HTTP; null: there was no answer.</summary>
    public int? Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>Digest of the sink's spec and credential that refused it: a DeadLetter is tried again when it changes.</summary>
    public string? SinkVersion { get; init; }
}
