using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>How to see all this oneself.</summary>
internal static class CheckSection
{
    public static IEnumerable<MarkupBlock> Of(TicketSubject subject)
    {
        if (WebAddress.TryParse(subject.Dashboard, out WebAddress? dashboard))
        {
            yield return new MarkupBlock.Paragraph(
                SectionBlocks.Line(
                    new MarkupInline.Link("Dashboard", dashboard),
                    new MarkupInline.Text(": the figures above over time.")
                )
            );
        }

        if (subject.Budget is { Query: { } query } budget)
        {
            yield return SectionBlocks.Paragraph(Introduce(budget));
            yield return new MarkupBlock.CodeBlock(query);
        }

        yield return SectionBlocks.Paragraph(
            $"All that was measured and decided is in the status of {subject.Kind} {subject.Owner}:"
        );
        yield return new MarkupBlock.CodeBlock(subject.Command ?? Kubectl(subject));
    }

    private static string Introduce(BudgetSubject budget)
    {
        string allowed = (budget.Assessment.Objective.Target.AllowedRatio).ToString(
            "0.############",
            System.Globalization.CultureInfo.InvariantCulture
        );
        return budget.Assessment.Objective.Timeslice is null
            ? $"In Prometheus, the share of bad events; when it is above {allowed}, the budget is spent (nearly: Prometheus guesses a little at the edges):"
            : "In Prometheus, the share of bad events; the objective counts slices of time, so it shows the direction only:";
    }

    private static string Kubectl(TicketSubject subject) =>
        $"kubectl -n {subject.Owner.Namespace} get {subject.Kind.ToLowerInvariant()} {subject.Owner.Name} -o yaml";
}
