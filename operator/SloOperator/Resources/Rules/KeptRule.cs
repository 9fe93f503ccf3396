using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Rules;

/// <summary>What is remembered of a PrometheusRule of the cluster: whose it is, and whether its rules are still those that were written.</summary>
internal sealed record KeptRule : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>A hash; null: there is no spec.</summary>
    [JsonPropertyName("spec"), JsonConverter(typeof(SpecHashConverter))]
    public string? SpecHash { get; init; }
}
