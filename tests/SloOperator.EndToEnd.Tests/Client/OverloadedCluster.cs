using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>An API server that serves one request at a time to who is no administrator, sends GOAWAY now and then, and keeps no history of its own beside etcd's.</summary>
public sealed class OverloadedCluster()
    : NoteCluster(
        new ControlPlaneOptions
        {
            ApiServerFlags =
            [
                "--watch-cache=false",
                "--enable-priority-and-fairness=false",
                "--max-requests-inflight=1",
                "--goaway-chance=0.02",
            ],
        }
    )
{
    private string? _reader;

    /// <summary>Of a user who may read ConfigMaps and is not exempt from the limit.</summary>
    public string ReaderKubeconfig =>
        _reader ?? throw new InvalidOperationException("xunit starts the cluster first.");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _reader = Cluster.WriteKubeconfig("reader", "readers");
        await Kubectl.RunAsync(
            "create",
            "clusterrole",
            "read-configmaps",
            "--verb=get,list,watch",
            "--resource=configmaps"
        );
        await Kubectl.RunAsync(
            "create",
            "clusterrolebinding",
            "readers",
            "--clusterrole=read-configmaps",
            "--group=readers"
        );
    }
}
