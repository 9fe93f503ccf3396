namespace SloOperator.Domain.OnCall;

/// <summary>One alert of a group, as Alertmanager tells it.</summary>
/// <param name="Id">The same for the same labels, those of a Prometheus replica left out.</param>
/// <param name="IsFiring">Else it is resolved.</param>
/// <param name="StartsAt">When it began to fire, by the clock of who sent it.</param>
/// <param name="EndsAt">When it was resolved; null while it fires, or where it was not said.</param>
public sealed record GroupAlert(
    string Id,
    bool IsFiring,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt
);
