using SloOperator.Gate;

namespace SloOperator.Cli;

/// <summary>Where <c>gate</c> gets its answer from.</summary>
internal interface IGateSource
{
    /// <exception cref="CommandException">Nobody could be asked, or there is no such TeamSLO.</exception>
    Task<GateAnswer> AskAsync(GateRequest request, CancellationToken ct);
}
