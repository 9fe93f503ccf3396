using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>A ConfigMap: a kind that every API server has, and nobody else writes in a test's namespace.</summary>
internal sealed record Note : IKubernetesObject
{
    public static ResourceDefinition<Note> Definition { get; } =
        new("", "v1", "ConfigMap", "configmaps", Namespaced: true, NoteJson.Default.Note);

    public string? ApiVersion { get; init; } = "v1";

    public string? Kind { get; init; } = "ConfigMap";

    public ObjectMeta Metadata { get; init; } = new();

    public IReadOnlyDictionary<string, string>? Data { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
