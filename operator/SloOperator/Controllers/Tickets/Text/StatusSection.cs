using SloOperator.Domain.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>The one block of a body whose words change while the cause holds; all other words stay as they are.</summary>
internal static class StatusSection
{
    /// <summary>Marks the block: it goes from this heading to the next.</summary>
    public const string Title = "Current status";

    private const string Note =
        "This block is kept up to date, at most once an hour; the rest of the text stays.";

    public static IEnumerable<MarkupBlock> Of(TicketSubject subject, TicketIntent intent)
    {
        yield return SectionBlocks.Heading(Title);
        yield return SectionBlocks.Paragraph(Note);
        yield return SectionBlocks.List(Lines(subject, intent));
    }

    private static IEnumerable<(string Label, string Text)> Lines(
        TicketSubject subject,
        TicketIntent intent
    )
    {
        yield return ("Decision", intent.Reason);
        if (subject.Budget is { } budget)
        {
            foreach ((string, string) line in BudgetLines.Of(budget))
            {
                yield return line;
            }
        }

        if (subject.Load is { } load)
        {
            foreach ((string, string) line in LoadLines.Of(load, intent.Cause))
            {
                yield return line;
            }
        }

        foreach ((string, string) line in GateLines.Of(subject))
        {
            yield return line;
        }
    }
}
