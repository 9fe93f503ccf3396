using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Alerts;
using SloOperator.Prometheus.PromQl;
using SloOperator.Testing;
using SloOperator.Tests.Http;

namespace SloOperator.Tests.Prometheus.Alerts;

/// <summary>
/// A collector of pages over a scripted Prometheus, on 20 November 2026; the delay is 30 s, so that 12:00:30 reads through 12:00. The window
/// is two days, the lookback four; evaluations are a minute apart, and five minutes end an incident.
/// </summary>
public abstract class AlertScenario : IAsyncLifetime
{
    private protected const string Pages = "ALERTS{alertstate=\"firing\",severity=\"page\"}";
    private protected const string Watchdog =
        "ALERTS{alertstate=\"firing\",alertname=\"Watchdog\"}";
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private protected static readonly ResourceName Payments = new("payments", "primary");
    private protected static readonly ResourceName Search = new("search", "primary");
    private readonly ConcurrentQueue<ResourceName> _changed = new();

    private protected FakeAlerts Prometheus { get; private set; } = null!;

    private protected AlertCollector Collector { get; private set; } = null!;

    private protected ManualTimeProvider Time { get; } = new(At("12:00:30"));

    private protected IReadOnlyList<ResourceName> Changed => [.. _changed];

    private protected int ClientsOpened { get; private set; }

    private protected EndpointOptions Endpoint =>
        new("default", Prometheus.Url)
        {
            Limits = EndpointLimits.Default with
            {
                QueriesPerSecond = 1_000_000,
                Timeout = TimeSpan.FromHours(2),
            },
        };

    public async Task InitializeAsync()
    {
        Prometheus = await FakeAlerts.StartAsync();
        Collector = NewCollector();
        Collector.Changed += _changed.Enqueue;
    }

    public async Task DisposeAsync() => await Prometheus.DisposeAsync();

    private protected static DateTimeOffset At(string time, int day = 20) =>
        DateTimeOffset.Parse($"2026-11-{day:00}T{time}Z", CultureInfo.InvariantCulture);

    private protected AlertCollector NewCollector() =>
        new(
            endpoint =>
            {
                ClientsOpened++;
                return new PrometheusClient(endpoint, new Secrets(), Time);
            },
            Time,
            NullLogger<AlertCollector>.Instance
        );

    private protected AlertSubscription Subscription(
        ResourceName? owner = null,
        string selector = Pages,
        string watchdog = Watchdog
    ) =>
        new()
        {
            Owner = owner ?? Payments,
            Tenant = new Tenant((owner ?? Payments).Namespace!, "payments"),
            Endpoint = Endpoint,
            Query = new AlertQuery
            {
                Firing = Parse(selector),
                Coverage = Parse(watchdog),
                GroupBy = ["service"],
                Rule = new EpisodeRule(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)),
            },
            Window = TimeSpan.FromDays(2),
            Lookback = TimeSpan.FromDays(4),
        };

    private protected void Track(params AlertSubscription[] subscriptions)
    {
        foreach (AlertSubscription subscription in subscriptions)
        {
            Collector.Track(subscription);
        }
    }

    private protected Task PassAsync(string time, int day = 20) =>
        Collector.PassAsync(At(time, day), CancellationToken.None);

    private protected PageHistory Read(ResourceName? owner = null) =>
        Collector.Read(owner ?? Payments).ShouldNotBeNull();

    /// <summary>As "key start–end, onsets"; an open one has no end.</summary>
    private protected string[] Incidents(ResourceName? owner = null) =>
        [.. Read(owner).Incidents.Select(Write)];

    /// <summary>A sample a minute, the first at <paramref name="from"/> and the last at <paramref name="to"/>.</summary>
    private protected void Fire(
        DateTimeOffset from,
        DateTimeOffset to,
        string service = "api",
        params (string Name, string Value)[] more
    ) => Prometheus.Add(Pages, Labels(service, more), Minutely(from, to));

    private protected void Watch(DateTimeOffset from, DateTimeOffset to) =>
        Prometheus.Add(
            Watchdog,
            new Dictionary<string, string> { ["alertname"] = "Watchdog" },
            Minutely(from, to)
        );

    private protected static Dictionary<string, string> Labels(
        string service,
        params (string Name, string Value)[] more
    )
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal)
        {
            ["__name__"] = "ALERTS",
            ["alertname"] = "Slow",
            ["alertstate"] = "firing",
            ["service"] = service,
        };
        foreach ((string name, string value) in more)
        {
            labels[name] = value;
        }

        return labels;
    }

    private protected static IEnumerable<DateTimeOffset> Minutely(
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        for (DateTimeOffset time = from; time <= to; time += TimeSpan.FromMinutes(1))
        {
            yield return time;
        }
    }

    private protected static string Write(Incident incident) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{incident.Key} {incident.Start:dd HH:mm:ss}-{incident.End:dd HH:mm:ss}, {incident.Onsets}"
        );

    private static Selector Parse(string text) =>
        Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));
}
