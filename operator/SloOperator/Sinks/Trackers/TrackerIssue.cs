using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks.Trackers;

/// <summary>An issue as its tracker has it.</summary>
/// <param name="Ticket">What callers see of it.</param>
/// <param name="Body">With our status block in it; null: it is empty.</param>
/// <param name="Labels">By name.</param>
/// <param name="UpdatedAt">By the tracker's clock; null: it does not say.</param>
internal sealed record TrackerIssue(
    ExternalTicket Ticket,
    string? Body,
    IReadOnlyList<string> Labels,
    DateTimeOffset? UpdatedAt
);
