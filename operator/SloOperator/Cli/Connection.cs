using SloOperator.Kubernetes.Auth;

namespace SloOperator.Cli;

/// <summary>Which cluster is meant.</summary>
internal static class Connection
{
    /// <summary>An explicit file or KUBECONFIG wins over the pod's own account; without either it is ~/.kube/config.</summary>
    /// <exception cref="KubeconfigException">There is none, or it cannot be used.</exception>
    public static ClusterConnection Of(string? kubeconfig, string? context)
    {
        bool isExplicit =
            kubeconfig is not null
            || context is not null
            || Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 };
        return !isExplicit && InCluster.IsAvailable
            ? InCluster.Load()
            : Kubeconfig.Load(kubeconfig).Connect(context);
    }
}
