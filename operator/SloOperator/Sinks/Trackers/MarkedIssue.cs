using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks.Trackers;

/// <summary>An issue of a tracker with one of our markers.</summary>
/// <param name="Marker">As the ticket's draft had it.</param>
/// <param name="Ticket">As it was when it was listed.</param>
/// <param name="UpdatedAt">By the tracker's clock; null: it does not say.</param>
internal sealed record MarkedIssue(string Marker, ExternalTicket Ticket, DateTimeOffset? UpdatedAt)
{
    /// <summary>Null: it is none.</summary>
    public static MarkedIssue? Of(TrackerIssue? issue) =>
        issue is not null && StatusBlock.MarkerOf(issue.Body) is { } marker
            ? new MarkedIssue(marker, issue.Ticket, issue.UpdatedAt)
            : null;
}
