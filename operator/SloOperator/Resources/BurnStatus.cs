using System.Text.Json.Serialization;

namespace SloOperator.Resources;

/// <summary>Burn rates by the length of time looked back; 1 spends the budget in exactly one window.</summary>
internal sealed record BurnStatus
{
    [JsonPropertyName("5m")]
    public string? FiveMinutes { get; init; }

    [JsonPropertyName("30m")]
    public string? ThirtyMinutes { get; init; }

    [JsonPropertyName("1h")]
    public string? OneHour { get; init; }

    [JsonPropertyName("2h")]
    public string? TwoHours { get; init; }

    [JsonPropertyName("6h")]
    public string? SixHours { get; init; }

    [JsonPropertyName("1d")]
    public string? OneDay { get; init; }

    [JsonPropertyName("3d")]
    public string? ThreeDays { get; init; }
}
