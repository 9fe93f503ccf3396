using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Benchmarks.Fleets;
using SloOperator.Benchmarks.Report;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Alerts;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Benchmarks.Pages;

/// <summary>The first read of a rotation's pages and those that follow, and a thousand rotations'; with an endpoint's limits as they are by default.</summary>
internal sealed class PageBenchmark(Uri prometheus)
{
    private const double LongestFirst = 5;
    private const double LongestLater = 100;
    private const double MostRequests = 2;
    private const double LargestPercent = 1;
    private const int Rounds = 11;

    private static readonly EpisodeRule Rule = new(
        PageHistories.Evaluation,
        TimeSpan.FromMinutes(5)
    );

    private static readonly ResourceName Busy = new("shop", "busy");

    // All but the rate, which holds requests back on purpose; a later pass comes after a minute in which it saved some up.
    private static readonly EndpointLimits Unhurried = EndpointLimits.Default with
    {
        QueriesPerSecond = 100_000,
    };

    public async Task<IReadOnlyList<Line>> MeasureAsync(DateTimeOffset now) =>
        [
            await MeasureFirstAsync(now),
            .. await MeasureLaterAsync(now),
            await MeasureManyAsync(now),
        ];

    private async Task<Line> MeasureFirstAsync(DateTimeOffset now)
    {
        AlertCollector collector = Open();
        collector.Track(Subscribe(Busy, "busy", EndpointLimits.Default));
        double first = await TimeAsync(collector, now);
        int incidents = Read(collector, Busy).Incidents.Count;
        return Line.AtMost(
            $"pages: first pass, 21 d of {PageHistories.Series} series at 15 s",
            LongestFirst,
            first,
            " s",
            $" ({incidents} incidents; each series fires {PageHistories.Episodes} × {PageHistories.EpisodeMinutes} min; 20 requests a second)"
        );
    }

    private async Task<IReadOnlyList<Line>> MeasureLaterAsync(DateTimeOffset now)
    {
        AlertCollector collector = Open();
        collector.Track(Subscribe(Busy, "busy", Unhurried));
        await collector.PassAsync(now, CancellationToken.None);
        List<double> later = [];
        List<int> requests = [];
        for (int round = 1; round <= Rounds; round++)
        {
            using var recorder = new RequestRecorder();
            later.Add(await TimeAsync(collector, now.AddMinutes(round)));
            requests.Add(recorder.Calls.Count);
        }

        return
        [
            Line.AtMost(
                "pages: later passes",
                LongestLater,
                Median.Of(later) * 1000,
                " ms",
                $" (median of {Rounds}; the slowest {later.Max() * 1000:0})"
            ),
            Line.AtMost("pages: requests of a later pass", MostRequests, requests.Max(), ""),
        ];
    }

    private async Task<Line> MeasureManyAsync(DateTimeOffset now)
    {
        AlertCollector collector = Open();
        ResourceName[] owners =
        [
            .. Enumerable
                .Range(0, PageHistories.Policies)
                .Select(i => new ResourceName("shop", PageHistories.TeamOf(i))),
        ];
        foreach (ResourceName owner in owners)
        {
            collector.Track(Subscribe(owner, owner.Name, Unhurried));
        }

        (double seconds, IReadOnlyList<RecordedCall> full) = await RecordAsync(collector, now);
        (double later, IReadOnlyList<RecordedCall> next) = await RecordAsync(
            collector,
            now.AddMinutes(1)
        );
        int silent = owners.Count(owner => Read(collector, owner).Incidents.Count == 0);
        if (silent > 0)
        {
            throw new InvalidOperationException($"{silent} rotations have no page.");
        }

        using var samples = new SampleCount();
        long all = await samples.OfAsync(full);
        long touched = await samples.OfAsync(next);
        return Line.AtMost(
            $"pages: samples that a later pass of {PageHistories.Policies} policies touches, of a full read",
            LargestPercent,
            100.0 * touched / all,
            " %",
            $" ({touched} of {all}; {next.Count} requests, {later:0.0} s, against {full.Count}, {seconds:0.0} s)"
        );
    }

    private static async Task<(double Seconds, IReadOnlyList<RecordedCall> Calls)> RecordAsync(
        AlertCollector collector,
        DateTimeOffset at
    )
    {
        using var recorder = new RequestRecorder();
        double seconds = await TimeAsync(collector, at);
        return (seconds, recorder.Calls);
    }

    private static async Task<double> TimeAsync(AlertCollector collector, DateTimeOffset at)
    {
        long begun = Stopwatch.GetTimestamp();
        await collector.PassAsync(at, CancellationToken.None);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static PageHistory Read(AlertCollector collector, ResourceName owner) =>
        collector.Read(owner) switch
        {
            { Failure: { } failure } => throw new InvalidOperationException(failure.Reason),
            { } history => history,
            null => throw new InvalidOperationException($"{owner} was not read."),
        };

    private static AlertCollector Open()
    {
        var throttles = new RequestThrottles(TimeProvider.System);
        return new AlertCollector(
            endpoint => new PrometheusClient(
                endpoint,
                new NoSecrets(),
                TimeProvider.System,
                throttles.Of(endpoint)
            ),
            TimeProvider.System,
            NullLogger<AlertCollector>.Instance
        );
    }

    private AlertSubscription Subscribe(ResourceName owner, string team, EndpointLimits limits) =>
        new()
        {
            Owner = owner,
            Tenant = new Tenant("shop", team),
            Endpoint = new EndpointOptions("default", prometheus) { Limits = limits },
            Query = new AlertQuery
            {
                Firing = Selector(
                    $"ALERTS{{alertstate=\"firing\",severity=\"page\",team=\"{team}\"}}"
                ),
                Coverage = Selector("ALERTS{alertstate=\"firing\",alertname=\"Watchdog\"}"),
                GroupBy = ["service"],
                Rule = Rule,
            },
            Window = PageHistories.Window,
            // The bench has no history before the window.
            Lookback = PageHistories.Window,
        };

    private static Selector Selector(string text) =>
        Prometheus.PromQl.Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));
}
