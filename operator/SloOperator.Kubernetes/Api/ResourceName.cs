namespace SloOperator.Kubernetes.Api;

/// <summary>Identifies an object within its kind; <paramref name="Namespace"/> is null for cluster-scoped kinds.</summary>
public readonly record struct ResourceName(string? Namespace, string Name)
{
    public static ResourceName Of(ObjectMeta metadata) => new(metadata.Namespace, metadata.Name);

    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
