using System.Text.Json;
using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate.Admission;

/// <summary>What a controller keeps of a version that ran, as far as a rollback is told by it: a ReplicaSet (Deployments and Rollouts) or a ControllerRevision (StatefulSets).</summary>
internal sealed record KeptRevision : IKubernetesObject
{
    private const string Group = "apps";

    public static ResourceDefinition<KeptRevision> ReplicaSets { get; } =
        new(
            Group,
            "v1",
            "ReplicaSet",
            "replicasets",
            Namespaced: true,
            AdmissionKeepingJson.Default.KeptRevision
        );

    public static ResourceDefinition<KeptRevision> ControllerRevisions { get; } =
        new(
            Group,
            "v1",
            "ControllerRevision",
            "controllerrevisions",
            Namespaced: true,
            AdmissionKeepingJson.Default.KeptRevision
        );

    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; init; }

    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    [JsonPropertyName("metadata")]
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>Of a ReplicaSet.</summary>
    [JsonPropertyName("spec")]
    public JsonElement? Spec { get; init; }

    /// <summary>Of a ControllerRevision: a patch that makes the workload what it was.</summary>
    [JsonPropertyName("data")]
    public JsonElement? Data { get; init; }

    /// <summary>Null: it holds none that could be read.</summary>
    [JsonIgnore]
    public PodTemplate? Template =>
        PodTemplate.Find(Spec, "template") ?? PodTemplate.Find(Data, "spec", "template");
}
