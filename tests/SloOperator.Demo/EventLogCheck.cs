using System.Globalization;
using SloOperator.Domain.Objectives;
using SloOperator.Resources;

namespace SloOperator.Demo;

/// <summary>Compares every budget in the statuses with the event log.</summary>
internal sealed class EventLogCheck(ShopTruth truth, Uri prometheus)
{
    private readonly TeamSloMapper _mapper = new(
        DefaultEndpoint.StandIn(_ => null, prometheus.ToString()),
        _ => null
    );

    /// <summary>Of all TeamSLOs that have been evaluated.</summary>
    public IReadOnlyList<BudgetComparison> Compare(IEnumerable<TeamSlo> slos) =>
        [.. slos.SelectMany(Compare)];

    public static string Describe(IReadOnlyList<BudgetComparison> comparisons)
    {
        BudgetComparison[] wrong = [.. comparisons.Where(comparison => !comparison.Holds)];
        return wrong.Length > 0
            ? $"the event log disagrees:\n  {string.Join("\n  ", wrong.AsEnumerable())}"
            : $"checked against the event log: {comparisons.Count} budgets, largest difference {Largest(comparisons):0.0000}";
    }

    private IEnumerable<BudgetComparison> Compare(TeamSlo slo)
    {
        if (
            slo.Status is not { EvaluatedAt: { } evaluatedAt, Objectives: { } statuses }
            || _mapper.Map(slo).Objectives is not { } objectives
        )
        {
            return [];
        }

        WindowSpan window = objectives.Window.SpanAt(evaluatedAt);
        return objectives.Objectives.Join(
            statuses,
            measured => measured.Objective.Name,
            status => status.Name,
            (measured, status) =>
                new BudgetComparison(
                    $"{slo.Metadata.Name}/{status.Name}",
                    Number(status.BudgetRemaining),
                    truth.BudgetOf(measured, window)
                ),
            StringComparer.Ordinal
        );
    }

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Largest(IEnumerable<BudgetComparison> comparisons) =>
        comparisons.Select(comparison => comparison.Difference).DefaultIfEmpty().Max();
}
