using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Testing;
using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Operators;

/// <summary>One test's namespace, the operator that works on it, and its endpoints, which are cluster-scoped and named after it.</summary>
internal sealed class TeamNamespace : IAsyncDisposable
{
    public const string SloName = "shop";

    /// <summary>For what takes well under a second on an idle machine.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly List<string> _endpoints = [];

    private TeamNamespace(string name, KubectlRunner kubectl, HttpClient http, RunningOperator op)
    {
        Name = name;
        Kubectl = kubectl;
        Operator = op;
        _http = http;
        KubeClient client = new(http, TimeProvider.System);
        Slos = new ResourceApi<TeamSlo>(client, ResourceKinds.TeamSlo);
        Endpoints = new ResourceApi<PrometheusEndpoint>(client, ResourceKinds.PrometheusEndpoint);
        OnCallPolicies = new ResourceApi<OnCallPolicy>(client, ResourceKinds.OnCallPolicy);
    }

    /// <summary>Also the name of the endpoint that <see cref="AddEndpointAsync"/> makes unless told another.</summary>
    public string Name { get; }

    public KubectlRunner Kubectl { get; }

    public RunningOperator Operator { get; }

    public ResourceApi<TeamSlo> Slos { get; }

    public ResourceApi<PrometheusEndpoint> Endpoints { get; }

    public ResourceApi<OnCallPolicy> OnCallPolicies { get; }

    /// <param name="cluster">Where.</param>
    /// <param name="clock">The operator's; null: real time.</param>
    public static async Task<TeamNamespace> CreateAsync(
        ControlPlaneFixture cluster,
        TimeProvider? clock = null
    )
    {
        string name = await cluster.CreateNamespaceAsync("team");
        return await OperateAsync(cluster.Cluster.KubeconfigFile, name, clock);
    }

    /// <summary>Starts an operator on a namespace that is there.</summary>
    /// <param name="kubeconfig">The test's own.</param>
    /// <param name="name">Of the namespace.</param>
    /// <param name="clock">The operator's; null: real time.</param>
    /// <param name="operatorKubeconfig">Null: as the test's own.</param>
    public static async Task<TeamNamespace> OperateAsync(
        string kubeconfig,
        string name,
        TimeProvider? clock = null,
        string? operatorKubeconfig = null
    )
    {
        RunningOperator op = await RunningOperator.StartAsync(
            operatorKubeconfig ?? kubeconfig,
            name,
            clock
        );
        HttpClient http = Kubeconfig
            .Load(kubeconfig)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        return new TeamNamespace(name, new KubectlRunner(kubeconfig), http, op);
    }

    /// <summary>An endpoint without evaluation delay, so that the newest bucket ends now; more of its spec as lines of YAML.</summary>
    public async Task<string> AddEndpointAsync(Uri url, string more = "", string suffix = "")
    {
        string name = Name + suffix;
        _endpoints.Add(name);
        await ApplyAsync(
            $"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: PrometheusEndpoint
            metadata:
              name: {name}
            spec:
              url: {url}
              evaluationDelay: 0s
              {more}
            """
        );
        return name;
    }

    /// <summary>A TeamSLO over one rolling day unless the window is given as flow YAML; objectives are lines of flow YAML.</summary>
    public Task ApplySloAsync(
        IEnumerable<string> objectives,
        string window = "{rolling: 1d}",
        string name = SloName,
        string? endpoint = null
    ) => ApplyAsync(SloText.Of(Name, name, endpoint ?? Name, window, objectives));

    // What the schema lets through is the operator's to judge, so kubectl must not judge it first.
    public Task ApplyAsync(string manifest) => Kubectl.ApplyAsync(manifest, "--validate=false");

    /// <summary>Waits until the status satisfies the assertion, and gives that status.</summary>
    public async Task<TeamSloStatus> StatusAsync(
        Action<TeamSloStatus> assertion,
        string name = SloName
    )
    {
        TeamSloStatus? seen = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                TeamSlo? slo = await Slos.GetAsync(
                    new ResourceName(Name, name),
                    CancellationToken.None
                );
                seen = slo.ShouldNotBeNull().Status.ShouldNotBeNull();
                assertion(seen);
            },
            Deadline
        );
        return seen!;
    }

    /// <summary>Waits until the only objective of the TeamSLO has the verdict, and gives the status.</summary>
    public Task<TeamSloStatus> VerdictAsync(string verdict, string name = SloName) =>
        StatusAsync(status => status.Only().Verdict.ShouldBe(verdict), name);

    /// <summary>Waits until Ready is said, and gives its status, reason and message as kubectl shows them: also of an object that nobody can decode.</summary>
    public async Task<string> ReadyAsync(string name)
    {
        const string path = "{.status.conditions[?(@.type==\"Ready\")]";
        string said = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                said = await KubectlAsync(
                    "get",
                    "teamslo",
                    name,
                    "-o",
                    $"jsonpath={path}.status}}/{path}.reason}} {path}.message}}"
                );
                said.ShouldNotBe("/ ");
            },
            Deadline
        );
        return said;
    }

    /// <summary>kubectl in this namespace; its output.</summary>
    public async Task<string> KubectlAsync(params IReadOnlyList<string> arguments) =>
        (await Kubectl.RunAsync(["-n", Name, .. arguments])).Output;

    public async ValueTask DisposeAsync()
    {
        await Operator.DisposeAsync();
        foreach (string endpoint in _endpoints)
        {
            await Endpoints.DeleteAsync(
                new ResourceName(null, endpoint),
                null,
                CancellationToken.None
            );
        }

        _http.Dispose();
    }
}
