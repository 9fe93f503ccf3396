using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;
using SloOperator.Testing;

namespace SloOperator.Tests.Prometheus.Collection;

/// <summary>A collector over a scripted Prometheus, on 20 November 2026; the delay is 30 s, so that 12:00:30 reads through 12:00.</summary>
public abstract class CollectorScenario : IAsyncLifetime
{
    protected static readonly string Bad = Events("bad");
    protected static readonly string Total = Events("all");
    private protected static readonly ResourceName Shop = new("shop", "checkout");
    private readonly ConcurrentQueue<ResourceName> _changed = new();

    private protected FakePrometheus Prometheus { get; private set; } = null!;

    private protected BudgetCollector Collector { get; private set; } = null!;

    private protected ManualTimeProvider Time { get; } = new(At("12:00:30"));

    private protected IReadOnlyList<ResourceName> Changed => [.. _changed];

    private protected virtual EndpointOptions Endpoint =>
        new("default", Prometheus.Url)
        {
            Limits = EndpointLimits.Default with { QueriesPerSecond = 1_000_000 },
        };

    public async Task InitializeAsync()
    {
        Prometheus = await FakePrometheus.StartAsync();
        Collector = new BudgetCollector(
            endpoint => new PrometheusClient(endpoint, new NoSecrets(), Time),
            Time,
            NullLogger<BudgetCollector>.Instance
        );
        Collector.Changed += _changed.Enqueue;
    }

    public async Task DisposeAsync() => await Prometheus.DisposeAsync();

    private protected static DateTimeOffset At(string time, int day = 20) =>
        DateTimeOffset.Parse($"2026-11-{day:00}T{time}Z", CultureInfo.InvariantCulture);

    private protected static BudgetWindow Days(int days) =>
        new RollingWindow(TimeSpan.FromDays(days));

    private protected static Selector Metric(string text) =>
        Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));

    /// <summary>The expression that counts a counter's events; how it is written is proved elsewhere.</summary>
    protected static string Events(string metric) =>
        QueriesOf(new Indicator.ErrorEvents(Metric(metric), Metric(metric))).Total;

    private protected static IndicatorQueries QueriesOf(
        Indicator indicator,
        params string[] leTexts
    ) => Queries.For(indicator, TimeSpan.FromMinutes(5), leTexts.Length == 0 ? null : leTexts);

    private protected static ObjectiveSubscription Errors(
        string bad = "bad",
        string total = "all",
        int days = 1
    ) =>
        new(
            "availability",
            new Indicator.ErrorEvents(Metric(bad), Metric(total)),
            Days(days),
            null
        );

    private protected void Track(params ObjectiveSubscription[] objectives) =>
        Track(Shop, objectives);

    private protected void Track(ResourceName owner, params ObjectiveSubscription[] objectives) =>
        Collector.Track(
            new Subscription(owner, new Tenant(owner.Namespace!, "payments"), Endpoint, objectives)
        );

    private protected Task CollectAsync(string time, int day = 20) =>
        Collector.CollectOnceAsync(At(time, day), CancellationToken.None);

    private protected Reading Read(int objective = 0) => Read(Shop, objective);

    private protected Reading Read(ResourceName owner, int objective = 0) =>
        Collector.Read(owner, readings => readings[objective]).ShouldNotBeNull();

    /// <summary>Bad and total events of the buckets that end in (from, to].</summary>
    private protected (double Bad, double Total) Sum(string from, string to, int fromDay = 20)
    {
        WindowSums sums = Read().Ledger.Sum(At(from, fromDay), At(to));
        return (sums.Bad, sums.Total);
    }

    private protected void ForgetChanges() => _changed.Clear();

    private sealed class NoSecrets : ISecretReader
    {
        public ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct) =>
            ValueTask.FromResult<string?>(null);
    }
}
