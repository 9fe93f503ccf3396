namespace SloOperator.Kubernetes.Api;

/// <summary>Any object, when only its identity matters.</summary>
internal sealed record MetadataOnly
{
    public ObjectMeta? Metadata { get; init; }
}
