using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>All that the next move of a ticket is decided from.</summary>
internal sealed record TicketSight
{
    public required TicketCause Cause { get; init; }

    public required TicketPriority Priority { get; init; }

    /// <summary>When the cause began, this time.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Null while the cause holds.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    public required TicketTerms Terms { get; init; }

    public required TicketState State { get; init; }

    public required SinkSight Sink { get; init; }

    /// <summary>Name of the sink that would be used now.</summary>
    public required string SinkName { get; init; }

    /// <summary>Of title, body and priority as they would be written now.</summary>
    public required string Digest { get; init; }

    /// <summary>What is to be said of each exception, in the order in which they came; null: nothing.</summary>
    public IReadOnlyList<string?> Exceptions { get; init; } = [];

    /// <summary>Why it must not leave now; null: it may.</summary>
    public string? KeptBack { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The cause stayed away for the hold.</summary>
    public bool HasRecovered => ClearedAt + Terms.RecoveryHold <= Now;

    /// <summary>Place of the first exception that is to be told; null: there is none.</summary>
    public int? UntoldException =>
        Enumerable
            .Range(0, Exceptions.Count)
            .Skip(State.ToldExceptions)
            .Where(place => Exceptions[place] is not null)
            .Select(place => (int?)place)
            .FirstOrDefault();

    public bool IsEscalated =>
        Priority < State.ToldPriority
        || (Cause is TicketCause.BudgetExhausted && State.ToldCause is TicketCause.BudgetLow);
}
