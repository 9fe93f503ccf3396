using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Soak.Kinds;

/// <summary>An object of any kind, as the server has it; a kind has either a spec or data.</summary>
internal sealed record PlainObject : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public JsonObject? Spec { get; init; }

    public JsonObject? Data { get; init; }
}
