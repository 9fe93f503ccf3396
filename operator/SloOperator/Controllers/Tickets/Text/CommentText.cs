using SloOperator.Domain.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>What is said on a ticket after it was made, in our subset.</summary>
internal static class CommentText
{
    public static string Escalated(TicketPriority priority, TicketCause cause) =>
        Say("More urgent.", $" This is now {priority}: {Cause(cause)}.");

    /// <param name="since">When the cause went away.</param>
    /// <param name="closes">The ticket is closed with it.</param>
    public static string Recovered(DateTimeOffset since, bool closes) =>
        Say(
            "Recovered.",
            $" The cause has stayed away since {TicketFigures.Utc(since)}, "
                + (closes ? "so this is closed." : "so this can be closed when its work is done.")
        );

    /// <summary>The cause is back although its recovery was told.</summary>
    public static string Returned(DateTimeOffset since, TicketCause cause) =>
        Say("Back again.", $" Since {TicketFigures.Utc(since)} {Cause(cause)}.");

    public static string Reopened(DateTimeOffset since, TicketCause cause) =>
        Say(
            "Reopened.",
            $" Since {TicketFigures.Utc(since)} {Cause(cause)} again. Close this as not to be done, and it stays closed."
        );

    /// <param name="exception">Name of the BudgetException.</param>
    /// <param name="returned">What it gave back of the budget, a ratio.</param>
    public static string Excluded(string exception, decimal returned) =>
        Say(
            "Exception applied.",
            $" BudgetException {exception} takes events out of the count; by itself it gives back {TicketFigures.Percent(returned)} of the budget."
        );

    /// <param name="exception">Name of the BudgetException.</param>
    /// <param name="until">When it ends.</param>
    public static string Overridden(string exception, DateTimeOffset until) =>
        Say(
            "Exception applied.",
            $" BudgetException {exception} lets changes through until {TicketFigures.Utc(until)}. The budget is what it was."
        );

    /// <param name="kept">URL, or id, of the ticket that is kept.</param>
    public static string Duplicate(string kept) =>
        Write(
            new MarkupInline.Strong("Duplicate."),
            new MarkupInline.Text(" The same is already told in "),
            MarkupInline.LinkTo(kept, kept),
            new MarkupInline.Text(", which is kept.")
        );

    /// <summary>What stands at the head of a body of a ticket that is not the first of its cause.</summary>
    /// <param name="times">How often the cause came back.</param>
    /// <param name="before">URL, or id, of the one before.</param>
    public static string Recurrence(int times, string before) =>
        Write(
            new MarkupInline.Text($"This is recurrence {TicketFigures.Count(times)} of "),
            MarkupInline.LinkTo(before, before),
            new MarkupInline.Text(".")
        );

    /// <summary>What stands at the head of a body while the cause is away.</summary>
    public static string Away(DateTimeOffset since) =>
        Write(new MarkupInline.Text($"The cause is away since {TicketFigures.Utc(since)}."));

    private static string Say(string first, string rest) =>
        Write(new MarkupInline.Strong(first), new MarkupInline.Text(rest));

    private static string Write(params IEnumerable<MarkupInline> pieces) =>
        SubsetWriter.Write(new MarkupDocument([new MarkupBlock.Paragraph(new MarkupLine(pieces))]));

    private static string Cause(TicketCause cause) =>
        cause switch
        {
            TicketCause.BudgetExhausted => "the error budget is spent",
            TicketCause.BudgetLow => "little is left of the error budget",
            TicketCause.SlowBurn => "the error budget burns faster than its window allows",
            TicketCause.SingleIncident => "one incident has taken much of the error budget",
            TicketCause.PageLoad => "there are more pages than can be followed up",
            TicketCause.OffHoursLoad => "there are too many pages outside working hours",
            TicketCause.NoisyAlert => "alerts tell too little",
            TicketCause.RepeatedIncident => "the same pages come again and again",
            TicketCause.NoData => "nothing can be measured",
            _ => "many teams breach at once",
        };
}
