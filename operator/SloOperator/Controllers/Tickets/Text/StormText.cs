using System.Globalization;
using SloOperator.Domain.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>The words of the one ticket that stands for many.</summary>
internal static class StormText
{
    private const int MostListed = 100;

    public static (string Title, string Body) Write(Storm storm)
    {
        string count = storm.Teams.Count.ToString(CultureInfo.InvariantCulture);
        var body = new MarkupDocument([
            SectionBlocks.Heading("What happened"),
            SectionBlocks.Paragraph(
                $"Since {TicketFigures.Utc(storm.Since)}, within minutes, {count} teams went over a threshold of their error budgets or page loads."
            ),
            SectionBlocks.Heading("Why it matters"),
            SectionBlocks.Paragraph(
                "So many at once hardly have a cause of their own. It is likely something that they share: the platform, a dependency, or the measurement. Their own tickets are kept back, so that nobody searches where nothing is to be found."
            ),
            SectionBlocks.Heading("How to check it"),
            new MarkupBlock.CodeBlock("kubectl get teamslos,reliabilitytickets -A"),
            SectionBlocks.Heading("What to do next"),
            SectionBlocks.List([
                "Look at what these teams depend on, at what changed at that time, and at Prometheus itself.",
                "Close this ticket when it is mended, or when it turns out that they share nothing: then the teams' own tickets are raised. So they are when no team has joined for an hour.",
            ]),
            SectionBlocks.Heading("Teams"),
            SectionBlocks.List(Teams(storm)),
        ]);
        return (
            $"{count} teams breach at once: look for what they share",
            SubsetWriter.Write(body)
        );
    }

    private static IEnumerable<string> Teams(Storm storm)
    {
        int more = storm.Teams.Count - MostListed;
        return more > 0
            ? storm
                .Teams.Take(MostListed)
                .Append(string.Create(CultureInfo.InvariantCulture, $"and {more} more"))
            : storm.Teams;
    }
}
