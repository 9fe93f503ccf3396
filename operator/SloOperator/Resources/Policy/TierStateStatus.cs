using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

/// <summary>How far a tier is; read back after a restart.</summary>
internal sealed record TierStateStatus
{
    /// <summary>Its name, or SingleIncident or NoData.</summary>
    public string? Tier { get; init; }

    /// <summary>Null for the load of a rotation.</summary>
    public string? Objective { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>False: the condition has not held for long enough yet.</summary>
    public bool? Firing { get; init; }

    /// <summary>Evaluations in a row in which it held.</summary>
    public int? Evaluations { get; init; }

    /// <summary>The evaluation counted last.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? SeenAt { get; init; }
}
