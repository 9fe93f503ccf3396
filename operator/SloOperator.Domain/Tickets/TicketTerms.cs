namespace SloOperator.Domain.Tickets;

/// <summary>How a policy wants its tickets handled.</summary>
public sealed record TicketTerms
{
    /// <summary>Of a TicketSink.</summary>
    public string Sink { get; init; } = "default";

    /// <summary>A cause that comes back so soon after its ticket was closed reopens it; later it is a new one.</summary>
    public TimeSpan ReopenWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a cause must stay away to have recovered.</summary>
    public TimeSpan RecoveryHold { get; init; } = TimeSpan.FromHours(24);

    public RecoveryAction OnRecovery { get; init; } = RecoveryAction.Comment;

    /// <summary>The least time between two comments.</summary>
    public TimeSpan CommentEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>More open tickets of one team than this are kept back.</summary>
    public int MaxOpenPerTeam { get; init; } = 5;
}
