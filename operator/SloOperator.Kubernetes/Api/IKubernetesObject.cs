namespace SloOperator.Kubernetes.Api;

/// <summary>What every resource has; items of a list of a built-in kind carry neither <see cref="ApiVersion"/> nor <see cref="Kind"/>.</summary>
public interface IKubernetesObject
{
    string? ApiVersion { get; }

    string? Kind { get; }

    ObjectMeta Metadata { get; }
}
