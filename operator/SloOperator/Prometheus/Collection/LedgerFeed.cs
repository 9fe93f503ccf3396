using SloOperator.Domain.Budgets;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>Enters one objective's answer into its ledger.</summary>
internal static class LedgerFeed
{
    /// <summary>Returns what was wrong with the newest bucket; older nonsense only leaves its bucket unmeasured.</summary>
    public static string? Feed(
        BudgetLedger ledger,
        ReadSpan span,
        Indicator indicator,
        (IReadOnlyList<Sample> Bad, IReadOnlyList<Sample> Total) samples
    )
    {
        var bad = new SampleCursor(samples.Bad);
        var total = new SampleCursor(samples.Total);
        string? newest = null;
        for (DateTimeOffset end = span.First; end <= span.Last; end += BucketGrid.Length)
        {
            JudgedCounts judged = Judgement.Of(indicator, bad.At(end), total.At(end));
            ledger.Record(end, judged.Counts);
            newest = judged.Nonsense;
        }

        return newest;
    }
}
