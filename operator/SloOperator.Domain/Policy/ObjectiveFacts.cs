using SloOperator.Domain.Budgets;

namespace SloOperator.Domain.Policy;

/// <summary>One objective: what was judged, and the reading it was judged by.</summary>
/// <param name="Assessment">Verdict and figures.</param>
/// <param name="Reading">Its ledger is only good while the owner's lock is held.</param>
/// <param name="Excluded">Time whose events do not count, in order, without overlaps.</param>
public sealed record ObjectiveFacts(
    Assessment Assessment,
    Reading Reading,
    IReadOnlyList<ExcludedTime> Excluded
)
{
    /// <summary>True when tiers may fire and clear by it: the figures are of now, and of enough events.</summary>
    public bool IsJudged =>
        Assessment is { Verdict: Verdict.Measured or Verdict.NoTraffic, Figures: not null };
}
