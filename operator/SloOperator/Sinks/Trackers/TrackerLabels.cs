using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Trackers;

/// <summary>Labels of a ticket: ours, by which it is listed, its priority, those of the sink and those of its owner.</summary>
internal static class TrackerLabels
{
    public const string Ours = "slo-operator";

    private static readonly string[] Priorities = Enum.GetNames<TicketPriority>();

    public static IReadOnlyList<string> Of(SinkOptions options, TicketDraft draft) =>
        [
            .. new[] { Ours, draft.Priority.ToString() }
                .Concat(options.Labels)
                .Concat(draft.Labels)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Priorities that it is labelled with and has no more.</summary>
    public static IEnumerable<string> Outdated(IEnumerable<string> labels, TicketDraft draft) =>
        labels.Intersect(Priorities.Except([draft.Priority.ToString()]), StringComparer.Ordinal);
}
