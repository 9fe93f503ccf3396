using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Exceptions;

/// <summary>Once that an override opened a gate.</summary>
internal sealed record ExceptionUseStatus
{
    /// <summary>As the gate was told.</summary>
    public string? By { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? At { get; init; }

    /// <summary>The class of the change.</summary>
    public string? Change { get; init; }

    /// <summary>What was shipped, as the gate was told.</summary>
    public string? Reference { get; init; }
}
