using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Watch;

/// <summary>Which objects a reflector follows.</summary>
public sealed record ReflectorOptions
{
    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Called once for each version of an object that cannot be decoded, besides the log.</summary>
    public Action<ResourceName, string>? Undecodable { get; init; }
}
