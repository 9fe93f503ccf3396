using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Resilience;

/// <summary>One of several operators that compete for the Lease of a namespace.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private const string Requests = "slo_operator_kube_requests_total";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly OwnCluster _cluster;
    private readonly string _namespace;

    private Replica(OwnCluster cluster, string ns, RunningBinary running)
    {
        _cluster = cluster;
        _namespace = ns;
        Running = running;
    }

    public RunningBinary Running { get; }

    /// <summary>Of the namespace of its Lease and of the one it works on; ready, but perhaps only standing by.</summary>
    /// <param name="cluster">What it works on.</param>
    /// <param name="ns">Of its Lease and of its TeamSLOs.</param>
    /// <param name="kubeconfig">Null: the administrator's.</param>
    public static async Task<Replica> StartAsync(
        OwnCluster cluster,
        string ns,
        string? kubeconfig = null
    ) =>
        new(
            cluster,
            ns,
            await RunningBinary.StartReadyAsync(
                "--kubeconfig",
                kubeconfig ?? cluster.Cluster.KubeconfigFile,
                "--prometheus-url",
                cluster.PrometheusUrl,
                "--leader-elect",
                "true",
                "--operator-namespace",
                ns,
                "--namespace",
                ns
            )
        );

    /// <summary>Waits until it holds the Lease; returns it.</summary>
    public async Task<ReplicaLease> LeadsAsync()
    {
        string line = await Running.Process.WaitForLineAsync(
            line => line.Contains($"leads by lease {_namespace}/", StringComparison.Ordinal),
            Deadline
        );
        ReplicaLease? lease = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                lease = await ReplicaLease.ReadAsync(_cluster.Kubectl, _namespace);
                line.ShouldContain($" {lease.Holder} leads ");
            },
            Deadline
        );
        return lease!;
    }

    /// <summary>Waits until it has seen that another holds the Lease.</summary>
    public Task StandsByAsync() =>
        Eventually.HoldsAsync(
            async () =>
                (
                    await Running.SumAsync(
                        Requests,
                        "verb=\"get\"",
                        "resource=\"leases\"",
                        "code=\"200\""
                    )
                ).ShouldBeGreaterThan(1),
            Deadline
        );

    public Task<decimal> StatusWritesAsync() =>
        Running.SumAsync(Requests, "verb=\"patch\"", "resource=\"teamslos\"");

    /// <summary>All requests that change anything in the cluster.</summary>
    public async Task<decimal> WritesAsync()
    {
        decimal sum = 0;
        foreach (string verb in (string[])["create", "update", "patch", "delete"])
        {
            sum += await Running.SumAsync(Requests, $"verb=\"{verb}\"");
        }

        return sum;
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
