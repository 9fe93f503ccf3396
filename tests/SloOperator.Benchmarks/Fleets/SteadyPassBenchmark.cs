using System.Diagnostics;
using SloOperator.Benchmarks.Report;
using SloOperator.Benchmarks.Tickets;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>
/// Passes minute by minute over a fleet whose ledgers are full, in turns with a bare client that sends each pass's requests again. Recording
/// them is part of the collector's time, and the bare client finds Prometheus' caches warm: both are to the collector's disadvantage.
/// </summary>
internal sealed class SteadyPassBenchmark(Uri prometheus)
{
    // Boundaries are among them, of each kind of pass.
    private const int Rounds = 11;

    private const double SlowestWithBreaches = 1.05;

    private const int ObjectivesPerRequest = 40;
    private const double SlowestRatio = 1.3;

    // All but the rate, which holds requests back on purpose.
    private static readonly LimitsSpec Limits = new()
    {
        QueriesPerSecond = 1000,
        Timeout = Fleet.Timeout,
    };

    private readonly List<int> _requests = [];
    private readonly List<(double Operator, double Bare)> _seconds = [];
    private readonly List<double> _breached = [];

    public async Task<IReadOnlyList<Line>> MeasureAsync(DateTimeOffset now)
    {
        IReadOnlyList<TeamObjectives> fleet = [.. Fleet.Resources().Select(Map)];
        var collector = new FleetCollector(fleet);
        DateTimeOffset at =
            BucketGrid.Floor(now) - TimeSpan.FromHours(1) + TimeSpan.FromSeconds(30);
        await collector.PassAsync(at);
        using var bare = new BareClient(EndpointLimits.Default.Concurrency);
        using var breached = new BreachedFleet(TimeProvider.System);
        using var stop = new CancellationTokenSource();
        Task outbox = breached.RunAsync(stop.Token);
        for (int round = 1; round <= Rounds; round++)
        {
            using var recorder = new RequestRecorder();
            TimeSpan own = await collector.PassAsync(at + TimeSpan.FromMinutes((2 * round) - 1));
            IReadOnlyList<RecordedCall> calls = recorder.Calls;
            TimeSpan alone = await bare.SendAsync(calls);
            _requests.Add(calls.Count);
            _seconds.Add((own.TotalSeconds, alone.TotalSeconds));
            TimeSpan filing = await PassBreachedAsync(
                collector,
                breached,
                at + TimeSpan.FromMinutes(2 * round)
            );
            _breached.Add(filing / own);
        }

        await stop.CancelAsync();
        await outbox;
        return [Requests(), Wall(), WithBreaches()];
    }

    /// <summary>While all of the fleet breaches: each evaluation files its ticket, and the outbox drains beside it.</summary>
    private static async Task<TimeSpan> PassBreachedAsync(
        FleetCollector collector,
        BreachedFleet breached,
        DateTimeOffset at
    )
    {
        TimeSpan pass = await collector.PassAsync(at);
        long begun = Stopwatch.GetTimestamp();
        for (int number = 0; number < BreachedFleet.Owners; number++)
        {
            await breached.FileAsync(number);
        }

        return pass + Stopwatch.GetElapsedTime(begun);
    }

    private Line WithBreaches() =>
        Line.AtMost(
            $"steady pass while {BreachedFleet.Owners} tickets wait and are filed again, against one without",
            SlowestWithBreaches,
            Median.Of(_breached),
            " ×",
            $" (median of {Rounds} rounds)"
        );

    private Line Requests() =>
        Line.AtMost(
            $"steady pass, {Fleet.TeamSlos} × 2 objectives: requests",
            Fleet.Objectives / ObjectivesPerRequest,
            _requests.Max(),
            "",
            $" (most of {Rounds} passes)"
        );

    private Line Wall()
    {
        double own = Median.Of(_seconds.Select(round => round.Operator));
        double bare = Median.Of(_seconds.Select(round => round.Bare));
        return Line.AtMost(
            "steady pass: wall time against a bare HttpClient",
            SlowestRatio,
            Median.Of(_seconds.Select(round => round.Operator / round.Bare)),
            " ×",
            $" (median of {Rounds} rounds; {own * 1000:0} ms against {bare * 1000:0} ms)"
        );
    }

    private TeamObjectives Map(TeamSlo slo)
    {
        PrometheusEndpoint endpoint = DefaultEndpoint.From(prometheus.ToString());
        var open = Decoded<PrometheusEndpoint>.FromValue(
            endpoint with
            {
                Spec = endpoint.Spec! with { Limits = Limits },
            }
        );
        TeamSloMapping mapping = new TeamSloMapper(_ => open, _ => null).Map(slo);
        return mapping.Objectives
            ?? throw new InvalidOperationException(
                $"The fleet is not usable: {mapping.Problems[0]}"
            );
    }
}
