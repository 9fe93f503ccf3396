namespace SloOperator.Testing.Clusters;

public sealed class ControlPlaneMissingException(string program)
    : Exception(
        $"There is no {program}, and these tests need a real API server. Run 'make assets' (scripts/test-assets.sh), "
            + "or set KUBEBUILDER_ASSETS to a folder with kube-apiserver and etcd, "
            + "or set USE_EXISTING_CLUSTER=true with KUBECONFIG for a cluster that runs already."
    );
