using System.Globalization;
using SloOperator.Sinks.Markup;

namespace SloOperator.Gate;

/// <summary>An answer in Markdown, for a job's summary or a comment; what teams wrote cannot mention, link or format in it. Pure.</summary>
internal static class GateSummary
{
    public static string Write(GateAnswer answer)
    {
        string title =
            $"{Headline(answer)}: {answer.Namespace}/{answer.Name}"
            + (answer.Change is { } change ? $" ({change})" : "");
        return MarkdownWriter.Write(
            new MarkupDocument([
                new MarkupBlock.Heading(3, Line(new MarkupInline.Text(title))),
                new MarkupBlock.Paragraph(
                    Line(
                        new MarkupInline.Strong(answer.Reason),
                        new MarkupInline.Text($" {answer.Message}")
                    )
                ),
                new MarkupBlock.BulletList(Facts(answer)),
            ])
        );
    }

    public static string Headline(GateAnswer answer) =>
        answer switch
        {
            { Decision: "Deny" } => "Deploy denied",
            { Decision: "Unknown", Allowed: false } => "Deploy denied, for the budget is unknown",
            { Decision: "Unknown" } => "Budget unknown",
            { Decision: "Warn" } => "Deploy allowed, with a warning",
            _ => "Deploy allowed",
        };

    private static IEnumerable<MarkupLine> Facts(GateAnswer answer)
    {
        foreach (GateObjective objective in answer.Objectives)
        {
            yield return Line(new MarkupInline.Text(Describe(objective)));
        }

        if (answer.NextRelief is { } relief)
        {
            yield return Line(new MarkupInline.Text(GateWords.Relief("Opens", relief)));
        }

        if (answer.TicketUrl is { } ticket)
        {
            yield return Line(
                new MarkupInline.Text("Reliability work: "),
                MarkupInline.LinkTo(ticket, ticket)
            );
        }
    }

    private static string Describe(GateObjective objective) =>
        decimal.TryParse(
            objective.BudgetRemaining,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out decimal remaining
        )
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{objective.Name}: {Math.Floor(remaining * 1000m) / 10m:0.#} % of the budget for {objective.Target} % left ({objective.Verdict})"
            )
            : $"{objective.Name}: budget unknown ({objective.Verdict})";

    private static MarkupLine Line(params IEnumerable<MarkupInline> pieces) => new(pieces);
}
