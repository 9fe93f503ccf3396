using SloOperator.Domain.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>Puts a decision into words for people who know nothing of the operator. Pure, and the same words for the same facts.</summary>
internal static class TicketText
{
    public static WrittenIntent Write(TicketSubject subject, TicketIntent intent)
    {
        TicketTemplate template = TicketTemplates.For(intent.Cause, intent.Template);
        var values = new TemplateValues(subject, intent);
        return new WrittenIntent(
            intent,
            template.Title(values),
            SubsetWriter.Write(template.Body(values))
        );
    }
}
