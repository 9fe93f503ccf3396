namespace SloOperator.Domain.Alerts;

/// <summary>Who is told of a burn, and how soon.</summary>
public enum AlertSeverity
{
    /// <summary>Somebody, on the next working day.</summary>
    Ticket,

    /// <summary>Whoever is on call, at once.</summary>
    Page,
}
