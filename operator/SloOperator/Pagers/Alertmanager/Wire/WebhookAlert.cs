namespace SloOperator.Pagers.Alertmanager.Wire;

/// <summary>One alert of the payload.</summary>
internal sealed record WebhookAlert
{
    public string? Status { get; init; }

    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Year 1 while it fires: Go's zero time.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Since Alertmanager 0.19; of all labels, those of a Prometheus replica too.</summary>
    public string? Fingerprint { get; init; }
}
