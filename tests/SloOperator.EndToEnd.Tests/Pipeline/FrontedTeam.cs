using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>A namespace whose operator reaches the API server through a front, while the test does not.</summary>
internal sealed class FrontedTeam : IAsyncDisposable
{
    private FrontedTeam(ApiServerFront front, TeamNamespace team) => (Front, Team) = (front, team);

    public ApiServerFront Front { get; }

    public TeamNamespace Team { get; }

    /// <param name="cluster">Where.</param>
    /// <param name="prometheus">Of the endpoint that is named after the namespace.</param>
    /// <param name="clock">The operator's; null: real time.</param>
    public static async Task<FrontedTeam> CreateAsync(
        ControlPlaneFixture cluster,
        Uri prometheus,
        TimeProvider? clock = null
    )
    {
        string kubeconfig = cluster.Cluster.KubeconfigFile;
        ApiServerFront front = await ApiServerFront.StartAsync(kubeconfig);
        string ns = await cluster.CreateNamespaceAsync("fronted");
        TeamNamespace team = await TeamNamespace.OperateAsync(
            kubeconfig,
            ns,
            clock,
            front.KubeconfigFile
        );
        await team.AddEndpointAsync(prometheus, "limits: {timeout: 2m}");
        return new FrontedTeam(front, team);
    }

    public async Task<TeamSlo?> FindAsync(string name = TeamNamespace.SloName) =>
        await Team.Slos.GetAsync(new ResourceName(Team.Name, name), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Team.DisposeAsync();
        await Front.DisposeAsync();
    }
}
