using System.Diagnostics.CodeAnalysis;
using SloOperator.Testing;
using SloOperator.Testing.Alertmanager;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>
/// A shop with everything that wakes its people, as real servers: two Prometheus replicas that scrape one page, a third that answers for both,
/// and an Alertmanager that tells a pager and the operator of the same groups. Nothing drops the replicas' label from what they send.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "All of them are among the servers kept.")]
internal sealed class PagedShop : IAsyncDisposable
{
    /// <summary>Of each step; on an idle machine the longest takes a group interval.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Stack<IAsyncDisposable> _servers = new();
    private readonly List<PrometheusServer> _replicas = [];
    private PrometheusServer? _both;
    private AlertmanagerServer? _alertmanager;
    private StubPager? _pager;
    private ShopPage? _page;

    public PrometheusServer Both => _both ?? throw NotStarted();

    public AlertmanagerServer Alertmanager => _alertmanager ?? throw NotStarted();

    public StubPager Pager => _pager ?? throw NotStarted();

    private ShopPage Page => _page ?? throw NotStarted();

    /// <param name="hook">Of the operator, told whatever the pager is told.</param>
    /// <param name="token">For the hook.</param>
    public static async Task<PagedShop> StartAsync(Uri hook, string token)
    {
        PagedShop shop = new();
        try
        {
            await shop.StartServersAsync(hook, token);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until both replicas tell of it on this pod.</summary>
    public Task BreakAsync(Symptom symptom, string pod)
    {
        Page.Break(symptom, pod);
        return FiresAsync(symptom, pod);
    }

    /// <summary>Waits until neither replica tells of it.</summary>
    public async Task HealAsync(Symptom symptom)
    {
        Page.Heal(symptom);
        await OfEachAsync(symptom.Firing(), firing => firing.ShouldBeNull());
    }

    /// <summary>Waits until the last sample that tells of it is as old as that.</summary>
    public Task QuietAsync(Symptom symptom, TimeSpan since) =>
        OfEachAsync(
            $"count_over_time({symptom.Firing()}[{since.TotalSeconds}s])",
            samples => samples.ShouldBeNull()
        );

    public Task KillReplicaAsync() => _replicas[0].KillAsync();

    /// <summary>Waits until it tells of the symptom again.</summary>
    public async Task RestartReplicaAsync(Symptom symptom, string pod)
    {
        await _replicas[0].RestartAsync();
        await FiresAsync(symptom, pod);
    }

    public async ValueTask DisposeAsync()
    {
        while (_servers.TryPop(out IAsyncDisposable? server))
        {
            await server.DisposeAsync();
        }
    }

    private static InvalidOperationException NotStarted() => new("The shop is not open yet.");

    private static async Task HoldsAsync(
        PrometheusServer replica,
        string query,
        Action<double?> assertion
    ) =>
        await Eventually.HoldsAsync(
            async () =>
                assertion(
                    await replica.QueryAsync($"max({query})", TimeProvider.System.GetUtcNow())
                ),
            Deadline
        );

    // Samples from now on: those before a flap or a kill are still there to be found.
    private Task FiresAsync(Symptom symptom, string pod)
    {
        double since = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        return OfEachAsync(
            $"timestamp({symptom.Firing($",pod=\"{pod}\"")})",
            time => time.ShouldNotBeNull().ShouldBeGreaterThan(since)
        );
    }

    private Task OfEachAsync(string query, Action<double?> assertion) =>
        Task.WhenAll(_replicas.Select(replica => HoldsAsync(replica, query, assertion)));

    private async Task StartServersAsync(Uri hook, string token)
    {
        _page = Keep(await ShopPage.StartAsync());
        _pager = Keep(await StubPager.StartAsync());
        _alertmanager = Keep(await AlertmanagerServer.StartAsync(Routing(Pager.Url, hook, token)));
        foreach (string replica in (string[])["a", "b"])
        {
            _replicas.Add(Keep(await PrometheusServer.StartAsync(options: Replica(replica))));
        }

        _both = Keep(
            await PrometheusServer.StartAsync(
                options: new() { RemoteReads = [.. _replicas.Select(replica => replica.Url)] }
            )
        );
    }

    private PrometheusOptions Replica(string name) =>
        new()
        {
            ScrapeTargets = [Page.Authority],
            ScrapeInterval = Second,
            EvaluationInterval = Second,
            Rules = Symptom.Rules,
            ExternalLabels = new Dictionary<string, string> { ["replica"] = name },
            Alertmanagers = [Alertmanager.Url.Authority],
        };

    // The group interval is long enough that a flap lies between two looks at the group, which the pager then does not hear of.
    private static string Routing(Uri pager, Uri hook, string token) =>
        $$"""
            route:
              receiver: nobody
              routes:
              - matchers: ['severity="page"']
                receiver: on-call
                group_by: [alertname, service]
                group_wait: 1s
                group_interval: 20s
                repeat_interval: 1h
            receivers:
            - name: nobody
            - name: on-call
              webhook_configs:
              - url: {{pager}}
                send_resolved: true
              - url: {{hook}}
                send_resolved: true
                http_config: { authorization: { credentials: {{token}} } }
            """;

    private T Keep<T>(T server)
        where T : IAsyncDisposable
    {
        _servers.Push(server);
        return server;
    }
}
