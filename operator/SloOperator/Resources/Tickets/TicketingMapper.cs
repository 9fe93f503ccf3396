using System.Text.RegularExpressions;
using SloOperator.Resources.OnCall;

namespace SloOperator.Resources.Tickets;

/// <summary>Gives what can be used; all of it only when no problem was recorded.</summary>
internal static partial class TicketingMapper
{
    private const int MostLabels = 10;

    public static TicketingOptions Map(TicketingSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            return TicketingOptions.None;
        }

        string? sink = spec.Sink is null ? null : field["sink"].ReadObjectName(spec.Sink);
        IReadOnlyList<string> labels = field["labels"].ReadLabels(spec.Labels);
        string? assignee = spec.Assignee is null
            ? null
            : field["assignee"].ReadAssignee(spec.Assignee);
        return new TicketingOptions(sink, labels, assignee);
    }

    /// <summary>What every tracker takes as a label: no blank, no comma.</summary>
    public static IReadOnlyList<string> ReadLabels(
        this SpecField field,
        IReadOnlyList<string?>? texts
    ) => field.ReadDistinct(texts, MostLabels, ReadLabel);

    private static string? ReadLabel(SpecField field, string? text)
    {
        if (text is not null && LabelText().IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            $"{Found.Quote(text ?? "")} cannot be a label; write 1 to 50 letters, digits, '-', '_', '.', ':' and '/'"
        );
        return null;
    }

    private static string? ReadAssignee(this SpecField field, string text)
    {
        if (AssigneeText().IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            $"{Found.Quote(text)} cannot be an assignee; write 1 to 128 letters, digits, '-', '_', '.', ':', '+' and '@', as the sink calls somebody"
        );
        return null;
    }

    [GeneratedRegex(@"^[-._:/a-zA-Z0-9]{1,50}\z")]
    private static partial Regex LabelText();

    [GeneratedRegex(@"^[-._:+@a-zA-Z0-9]{1,128}\z")]
    private static partial Regex AssigneeText();
}
