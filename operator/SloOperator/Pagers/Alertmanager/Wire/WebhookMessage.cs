using System.Text.Json.Serialization;

namespace SloOperator.Pagers.Alertmanager.Wire;

/// <summary>The payload of Alertmanager's webhook, version 4, as far as it is read here.</summary>
internal sealed record WebhookMessage
{
    public string? Version { get; init; }

    public string? GroupKey { get; init; }

    public string? Status { get; init; }

    public IReadOnlyDictionary<string, string?>? GroupLabels { get; init; }

    public IReadOnlyDictionary<string, string?>? CommonLabels { get; init; }

    public IReadOnlyList<WebhookAlert?>? Alerts { get; init; }

    /// <summary>How many alerts max_alerts of the receiver cut off.</summary>
    public long TruncatedAlerts { get; init; }

    /// <summary>Since Alertmanager 0.32.</summary>
    [JsonPropertyName("notification_reason")]
    public string? NotificationReason { get; init; }
}
