namespace SloOperator.Kubernetes.Api;

/// <summary>One page of a list; it is the last when <paramref name="Continue"/> is null, not when it is empty.</summary>
public sealed record ListPage<T>(
    IReadOnlyList<Decoded<T>> Items,
    string ResourceVersion,
    string? Continue
)
    where T : class, IKubernetesObject;
