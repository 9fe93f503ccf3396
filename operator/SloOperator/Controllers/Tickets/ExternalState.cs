namespace SloOperator.Controllers.Tickets;

/// <summary>What became of a ticket at its sink.</summary>
internal enum ExternalState
{
    Open,

    Closed,

    /// <summary>Closed as not to be done: GitHub's not_planned, a resolution such as Won't Do.</summary>
    Declined,

    /// <summary>The sink knows it no more.</summary>
    Gone,
}
