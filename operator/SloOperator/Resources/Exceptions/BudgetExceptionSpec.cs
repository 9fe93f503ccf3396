using System.Text.Json.Serialization;

namespace SloOperator.Resources.Exceptions;

/// <summary>Never changed but for <see cref="Revoked"/>: what was approved is what holds.</summary>
internal sealed record BudgetExceptionSpec
{
    /// <summary>Of the same namespace.</summary>
    [JsonPropertyName("teamSLO")]
    public string? TeamSlo { get; init; }

    /// <summary>Exclusion or GateOverride.</summary>
    public string? Type { get; init; }

    /// <summary>Null or empty is all.</summary>
    public IReadOnlyList<string?>? Objectives { get; init; }

    /// <summary>ScheduledMaintenance, LoadTest, Dependency, Measurement or Other; null is Other.</summary>
    public string? Category { get; init; }

    /// <summary>RFC 3339; of the first occurrence.</summary>
    public string? Start { get; init; }

    /// <summary>RFC 3339; of the first occurrence.</summary>
    public string? End { get; init; }

    /// <summary>Of RFC 5545; null is once.</summary>
    public string? Recurrence { get; init; }

    /// <summary>Whose clock a recurrence is read off.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Change classes that an override lets through; null or empty is all.</summary>
    public IReadOnlyList<string?>? Changes { get; init; }

    public string? Reason { get; init; }

    /// <summary>A name, or group/name.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>A name, or group/name.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Where it was agreed, such as a ticket.</summary>
    public string? Reference { get; init; }

    /// <summary>How often an override may be used; null is as often as it takes.</summary>
    public int? MaxUses { get; init; }

    /// <summary>True takes it back, for good.</summary>
    public bool? Revoked { get; init; }
}
