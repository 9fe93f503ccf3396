namespace SloOperator.Controllers.Tickets;

/// <summary>What the outbox has around it.</summary>
/// <param name="Time">Its clock.</param>
/// <param name="Random">In [0, 1): spreads what is tried again.</param>
/// <param name="MayAct">Asked right before each call to a sink: false once leadership is lost, even in a process that was frozen meanwhile.</param>
/// <param name="Log">Its log.</param>
internal sealed record TicketSurroundings(
    TimeProvider Time,
    Func<double> Random,
    Func<bool> MayAct,
    ILogger Log
);
