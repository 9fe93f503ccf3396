using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>Where a kind lives and how it is read; <paramref name="Group"/> is empty for the core group.</summary>
public sealed record ResourceDefinition<T>(
    string Group,
    string Version,
    string Kind,
    string Plural,
    bool Namespaced,
    JsonTypeInfo<T> TypeInfo
)
    where T : class, IKubernetesObject
{
    /// <summary>As written in manifests: "v1" or "group/version".</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
