using SloOperator.Benchmarks.Report;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>
/// Passes minute by minute over a fleet whose ledgers are full: first one collector's, recorded; then, in turns, a second collector's
/// and a bare client with the recorded requests.
/// </summary>
internal sealed class SteadyPassBenchmark(Uri prometheus)
{
    // Three boundaries are among them.
    private const int Rounds = 15;

    // What a steady pass reads does not depend on it, and two fleets are read for the first time before the first round.
    private const string Window = "1d";
    private const int ObjectivesPerRequest = 40;
    private const double SlowestRatio = 1.3;

    // All but the rate, which holds requests back on purpose.
    private static readonly LimitsSpec Limits = new() { QueriesPerSecond = 1000 };

    private readonly List<int> _requests = [];
    private readonly List<(double Operator, double Bare)> _seconds = [];

    public async Task<IReadOnlyList<Line>> MeasureAsync(DateTimeOffset now)
    {
        IReadOnlyList<TeamObjectives> fleet = [.. Fleet.Resources(Window).Select(Map)];
        var recorded = new FleetCollector(fleet);
        var timed = new FleetCollector(fleet);
        DateTimeOffset at =
            BucketGrid.Floor(now) - TimeSpan.FromHours(1) + TimeSpan.FromSeconds(30);
        await recorded.PassAsync(at);
        await timed.PassAsync(at);
        using var bare = new BareClient(EndpointLimits.Default.Concurrency);
        for (int round = 1; round <= Rounds; round++)
        {
            await RunAsync(round, at + TimeSpan.FromMinutes(round), (recorded, timed, bare));
        }

        return [Requests(), Wall()];
    }

    private async Task RunAsync(
        int round,
        DateTimeOffset at,
        (FleetCollector Recorded, FleetCollector Timed, BareClient Bare) who
    )
    {
        IReadOnlyList<RecordedCall> calls;
        using (var recorder = new RequestRecorder())
        {
            await who.Recorded.PassAsync(at);
            calls = recorder.Calls;
        }

        bool isBareFirst = round % 2 == 0;
        TimeSpan early = isBareFirst ? await who.Bare.SendAsync(calls) : default;
        TimeSpan own = await who.Timed.PassAsync(at);
        TimeSpan late = isBareFirst ? default : await who.Bare.SendAsync(calls);
        _requests.Add(calls.Count);
        _seconds.Add((own.TotalSeconds, (early + late).TotalSeconds));
    }

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
        TeamSloMapping mapping = new TeamSloMapper(_ => open).Map(slo);
        return mapping.Objectives
            ?? throw new InvalidOperationException(
                $"The fleet is not usable: {mapping.Problems[0]}"
            );
    }
}
