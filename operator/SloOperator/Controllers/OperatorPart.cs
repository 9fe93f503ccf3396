namespace SloOperator.Controllers;

/// <summary>Something that runs as long as this replica works, and is ended by its token.</summary>
/// <remarks>What only reads stands by as well while another replica leads: a gate answers on both.</remarks>
/// <param name="Name">For the log, when it ends early.</param>
/// <param name="RunAsync">Ends only when cancelled; whatever else it does stops the program.</param>
internal sealed record OperatorPart(string Name, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>It runs from the start, and not only while this replica leads.</summary>
    public bool IsStanding { get; init; }
}
