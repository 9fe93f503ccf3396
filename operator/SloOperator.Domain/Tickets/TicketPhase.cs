namespace SloOperator.Domain.Tickets;

/// <summary>How far a ticket is on its way.</summary>
public enum TicketPhase
{
    /// <summary>Written here, not there yet.</summary>
    Pending,

    /// <summary>Something may be on its way to the sink: whether it arrived is not known before it was looked up.</summary>
    Submitting,

    Open,

    /// <summary>The cause has cleared; the hold runs.</summary>
    Recovered,

    Closed,

    /// <summary>Kept back: a storm, or too many open tickets of the team.</summary>
    Suppressed,

    /// <summary>The sink refused it: somebody must change something.</summary>
    DeadLetter,
}
