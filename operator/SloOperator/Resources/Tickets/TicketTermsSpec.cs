namespace SloOperator.Resources.Tickets;

/// <summary>How a policy wants its tickets handled; durations as Prometheus writes them. Null is the default.</summary>
internal sealed record TicketTermsSpec
{
    /// <summary>Name of a TicketSink; null is "default".</summary>
    public string? Sink { get; init; }

    /// <summary>Null is 7d.</summary>
    public string? ReopenWithin { get; init; }

    /// <summary>Null is 24h.</summary>
    public string? RecoveryHold { get; init; }

    /// <summary>Comment, Close or Nothing; null is Comment.</summary>
    public string? OnRecovery { get; init; }

    /// <summary>Null is 6h.</summary>
    public string? CommentEvery { get; init; }

    /// <summary>Null is 5.</summary>
    public int? MaxOpenPerTeam { get; init; }
}
