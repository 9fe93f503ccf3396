using System.Net;
using SloOperator.Cli;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Rules;

/// <summary>A control plane of its own, whose kind PrometheusRule a test may take away.</summary>
public sealed class RuleCluster : IAsyncLifetime
{
    private ControlPlane? _cluster;
    private int _namespaces;

    public KubectlRunner Kubectl => new(Cluster.KubeconfigFile);

    private ControlPlane Cluster =>
        _cluster
        ?? throw new InvalidOperationException(
            "The cluster is not started; xunit starts it before the first test."
        );

    public async Task InitializeAsync()
    {
        _cluster = await ControlPlane.StartOwnAsync();
        await ControlPlaneFixture.ApplyResourceDefinitionsAsync(Kubectl);
        await AddKindAsync();
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    public async Task AddKindAsync()
    {
        await Kubectl.ApplyAsync(RuleKind.Manifest);
        await Kubectl.RunAsync(
            "wait",
            "--for=condition=Established",
            "--timeout=30s",
            $"crd/{RuleKind.Name}"
        );
    }

    public Task RemoveKindAsync() => Kubectl.RunAsync("delete", "crd", RuleKind.Name);

    public async Task<string> CreateNamespaceAsync()
    {
        string name = $"rules-{Interlocked.Increment(ref _namespaces)}";
        await Kubectl.RunAsync("create", "namespace", name);
        return name;
    }

    /// <summary>Keeps rules in the namespace; its Prometheus never answers, which rules do not mind.</summary>
    internal Task<RunningOperator> OperateAsync(string ns, TimeProvider? clock = null) =>
        RunningOperator.StartAsync(
            new RunOptions
            {
                Kubeconfig = Cluster.KubeconfigFile,
                Namespaces = [ns],
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                LeaderElect = false,
                OperatorNamespace = ns,
                PrometheusUrl = new Uri("http://127.0.0.1:9"),
                PrometheusRules = true,
            },
            clock
        );

    public async Task<string> GetAsync(string ns, string rule, string path) =>
        (
            await Kubectl.RunAsync(
                "get",
                "prometheusrule",
                rule,
                "-n",
                ns,
                "-o",
                $"jsonpath={path}"
            )
        ).Output.Trim();

    public Task ApplySloAsync(string ns, string target = "99.9", string labels = "") =>
        Kubectl.ApplyAsync(
            $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: TeamSLO
            metadata: {name: checkout, namespace: {{ns}}, labels: { {{labels}} } }
            spec:
              team: payments
              service: checkout-api
              objectives:
              - {name: availability, target: "{{target}}", indicator: {events: {errors: e_total, total: t_total} } }
            """,
            "--validate=false"
        );
}
