using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

/// <summary>The last verdict of the policy; read back after a restart.</summary>
internal sealed record GateStatus
{
    /// <summary>No objective can have this name: it has a capital letter.</summary>
    public const string OnCallLoad = "OnCallLoad";

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

    /// <summary>Name of the policy that decided.</summary>
    public string? Policy { get; init; }

    /// <summary>Observe, Warn or Enforce.</summary>
    public string? Enforcement { get; init; }

    /// <summary>Allow, Warn or Deny: what the policy makes of Unknown, also when nobody keeps this current any more.</summary>
    public string? OnUnknown { get; init; }

    /// <summary>Change classes that Deny never stops. With it whoever may read this object can answer for every change.</summary>
    public IReadOnlyList<string>? AllowChanges { get; init; }

    /// <summary>The objectives that close it, <see cref="OnCallLoad"/> for the load of the rotation; null: it is open.</summary>
    public IReadOnlyList<string>? ClosedBy { get; init; }

    /// <summary>How often Enforce would have closed a gate that stayed open.</summary>
    public int? WouldHaveBlocked { get; init; }
}
