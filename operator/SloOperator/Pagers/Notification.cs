namespace SloOperator.Pagers;

/// <summary>A pager told one person of one incident, in a way that wakes.</summary>
/// <param name="Incident">The incident's id; the alert's at Opsgenie.</param>
/// <param name="Person">The person's id.</param>
/// <param name="Name">As shifts name the same person; null where the pager does not say who it was.</param>
/// <param name="At">When it was sent.</param>
internal sealed record Notification(
    string Incident,
    string Person,
    string? Name,
    DateTimeOffset At
);
