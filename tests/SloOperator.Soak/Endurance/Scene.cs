using SloOperator.Soak.Kinds;
using SloOperator.Soak.Servers;
using SloOperator.Testing;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Prometheus;
using SloOperator.Testing.Wire;

namespace SloOperator.Soak.Endurance;

/// <summary>The servers, a proxy before each, and the processes under test behind them.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Scope = "soak";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Before = TimeSpan.FromHours(6);

    private readonly List<IAsyncDisposable> _parts = [];

    private Scene(SoakCluster cluster) => Cluster = cluster;

    public SoakCluster Cluster { get; }

    public required FaultProxy ApiServer { get; init; }

    public required FaultProxy Prometheus { get; init; }

    public required Subject Operator { get; init; }

    public required Subject Follower { get; init; }

    public required OperatorMetrics Metrics { get; init; }

    public IReadOnlyList<Subject> Subjects => [Operator, Follower];

    public static async Task<Scene> StartAsync(string program, string definitions, TimeSpan length)
    {
        SoakCluster cluster = await SoakCluster.StartAsync(definitions);
        await cluster.CreateNamespaceAsync(Scope);
        PrometheusServer shop = await PrometheusServer.StartAsync(History(length));
        FaultProxy apiServer = await FaultProxy.StartAsync(cluster.Port);
        FaultProxy prometheus = await FaultProxy.StartAsync(shop.Url.Port);
        string kubeconfig = cluster.KubeconfigThrough(apiServer.Port);
        string listen = $"127.0.0.1:{LoopbackPort.Next()}";
        Scene scene = new(cluster)
        {
            ApiServer = apiServer,
            Prometheus = prometheus,
            Operator = StartOperator(program, kubeconfig, listen, prometheus.Port),
            Follower = StartFollower(kubeconfig),
            Metrics = new OperatorMetrics(new Uri($"http://{listen}")),
        };
        scene._parts.AddRange([
            scene.Operator,
            scene.Follower,
            apiServer,
            prometheus,
            shop,
            cluster,
        ]);
        await Eventually.HoldsAsync(scene.Metrics.WaitUntilReadyAsync, StartDeadline);
        return scene;
    }

    /// <summary>The newest the follower told.</summary>
    public FollowerReport FollowerReport() =>
        Follower
            .Process.Output.Tail(1)
            .Split('\n')
            .Select(Endurance.FollowerReport.Parse)
            .LastOrDefault(report => report is not null)
        ?? Endurance.FollowerReport.None;

    public async ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        foreach (IAsyncDisposable part in _parts)
        {
            await part.DisposeAsync();
        }
    }

    // No election: what loses the lease ends, and another process would be measured after it.
    private static Subject StartOperator(
        string program,
        string kubeconfig,
        string listen,
        int prometheus
    ) =>
        Start(
            "operator",
            program,
            "run",
            "--kubeconfig",
            kubeconfig,
            "--leader-elect",
            "false",
            "--listen",
            listen,
            "--prometheus-url",
            $"http://127.0.0.1:{prometheus}"
        );

    private static Subject StartFollower(string kubeconfig) =>
        Start("follower", "dotnet", typeof(Scene).Assembly.Location, "follow", kubeconfig, Scope);

    private static Subject Start(string name, string program, params string[] arguments) =>
        new(name, ChildProcess.Start(program, new ChildProcessOptions { Arguments = arguments }));

    private static SeriesHistory History(TimeSpan length)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        SeriesHistory history = new(now - Before, now + length + TimeSpan.FromHours(1));
        history
            .Counter("http_requests_total", ("app", SoakKinds.App), ("code", "200"))
            .PerMinute(59m);
        history
            .Counter("http_requests_total", ("app", SoakKinds.App), ("code", "500"))
            .PerMinute(1m);
        return history;
    }
}
