using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

/// <summary>The last verdict of the policy; read back after a restart.</summary>
internal sealed record GateStatus
{
    /// <summary>Allow, Warn, Deny or Unknown, after enforcement.</summary>
    public string? Decision { get; init; }

    /// <summary>What Enforce would have decided.</summary>
    public string? Enforced { get; init; }

    /// <summary>Whether a change of no special class may ship; tells what Unknown means.</summary>
    public bool? Allowed { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    /// <summary>Since when decision and reason are the same.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whoever reads it later should not believe it.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? ValidUntil { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? NextRelief { get; init; }

    /// <summary>Name of the BudgetException that opened it.</summary>
    public string? Exception { get; init; }

    /// <summary>The objective that decided.</summary>
    public string? Objective { get; init; }

    /// <summary>The tier that decided.</summary>
    public string? Tier { get; init; }

    /// <summary>How often Enforce would have closed a gate that stayed open.</summary>
    public int? WouldHaveBlocked { get; init; }
}
