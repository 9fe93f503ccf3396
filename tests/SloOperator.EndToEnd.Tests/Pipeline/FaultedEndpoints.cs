using SloOperator.EndToEnd.Tests.Budgets;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>
/// One TeamSLO for each way in which a Prometheus fails, all of one operator, and a twin whose Prometheus does not. All are measured, then
/// half an hour passes with the faults, then without: what their statuses were after each is kept.
/// </summary>
public sealed class FaultedEndpoints(ControlPlaneFixture cluster, OpenShop open) : IAsyncLifetime
{
    public const string Killed = "a killed Prometheus";
    public const string Stopped = "a stopped Prometheus";

    private const string Twin = "twin";

    private static readonly TimeSpan Pass = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly string[] NeverAnswered = ["silence", "one byte a second", Stopped];

    private static readonly string[] AskedEachMinute =
    [
        Twin,
        "a page of HTML",
        "ten megabytes",
        "a gzip bomb",
        "half an answer",
        "too many requests",
        "a warning",
    ];

    private static readonly string[] Inconsistent =
    [
        "not a number",
        "infinity",
        "a scalar",
        "every series twice",
    ];

    private static readonly string[] Faults =
    [
        "a page of HTML",
        "silence",
        "one byte a second",
        "ten megabytes",
        "a gzip bomb",
        "half an answer",
        "too many requests",
        "a warning",
        "not a number",
        "infinity",
        "a scalar",
        "every series twice",
        "no series",
    ];

    private readonly ManualTimeProvider _clock = new(open.Shop.Now);
    private readonly Dictionary<string, PrometheusFront> _fronts = [];
    private readonly Dictionary<string, TeamSloStatus> _before = [];
    private readonly Dictionary<string, TeamSloStatus> _during = [];
    private readonly Dictionary<string, TeamSloStatus> _after = [];
    private PrometheusServer? _killed;
    private PrometheusServer? _stopped;
    private TeamNamespace? _team;

    internal Shop Shop => open.Shop;

    internal RunningOperator Operator => _team!.Operator;

    /// <summary>The operator's exposition while the faults were there.</summary>
    internal string MetricsDuring { get; private set; } = "";

    internal TeamSloStatus Before(string fault) => _before[fault];

    internal TeamSloStatus During(string fault) => _during[fault];

    internal TeamSloStatus After(string fault) => _after[fault];

    internal TeamSloStatus TwinDuring => _during[Twin];

    internal TeamSloStatus TwinAfter => _after[Twin];

    public async Task InitializeAsync()
    {
        _killed = await PrometheusServer.StartAsync(open.Shop.History);
        _stopped = await PrometheusServer.StartAsync(open.Shop.History);
        foreach (string fault in (string[])[Twin, .. Faults])
        {
            _fronts.Add(fault, await PrometheusFront.StartAsync(open.Url));
        }

        _team = await TeamNamespace.CreateAsync(cluster, _clock);
        await WatchAllAsync(_team);
        await KeepUntilAsync(_before, (_, status) => status.IsAtRest());
        await BreakAsync();
        await MendAsync();
    }

    public async Task DisposeAsync()
    {
        await (_team?.DisposeAsync() ?? default);
        foreach (PrometheusFront front in _fronts.Values)
        {
            await front.DisposeAsync();
        }

        await (_killed?.DisposeAsync() ?? default);
        await (_stopped?.DisposeAsync() ?? default);
    }

    private static string VerdictOf(string fault) =>
        fault == Twin ? "Measured"
        : fault == "no series" ? "MetricAbsent"
        : Inconsistent.Contains(fault) ? "Inconsistent"
        : "Stale";

    private static string NameOf(string fault) => fault.Replace(' ', '-').ToLowerInvariant();

    private async Task WatchAllAsync(TeamNamespace team)
    {
        Dictionary<string, Uri> urls = _fronts.ToDictionary(
            front => front.Key,
            front => front.Value.Url
        );
        urls.Add(Killed, _killed!.Url);
        urls.Add(Stopped, _stopped!.Url);
        foreach ((string fault, Uri url) in urls)
        {
            // Requests are not to be given up because the clock is moved, except those that are never answered.
            string limits = NeverAnswered.Contains(fault) ? "" : "limits: {timeout: 2m}";
            await team.AddEndpointAsync(url, limits, "-" + NameOf(fault));
        }

        await team.ApplyAsync(
            string.Join(
                "\n---\n",
                urls.Keys.Select(fault =>
                    SloText.Of(
                        team.Name,
                        NameOf(fault),
                        $"{team.Name}-{NameOf(fault)}",
                        "{rolling: 1d}",
                        [SloText.Availability()]
                    )
                )
            )
        );
    }

    /// <summary>Half an hour, less half a minute: the statuses of before are to be old by then.</summary>
    private async Task BreakAsync()
    {
        await _killed!.KillAsync();
        _stopped!.Freeze();
        foreach (string fault in Faults)
        {
            _fronts[fault].Fault = PrometheusFault.Named(fault);
        }

        for (int minute = 1; minute < 30; minute++)
        {
            await StepAsync();
        }

        _clock.Advance(Pass);
        await KeepUntilAsync(
            _during,
            (fault, status) => status.Objectives?[0].Verdict == VerdictOf(fault)
        );
        (_, MetricsDuring) = await Operator.GetAsync("/metrics");
    }

    /// <summary>Two passes, and no more.</summary>
    private async Task MendAsync()
    {
        await _killed!.RestartAsync();
        Mend(Faults.Except(NeverAnswered));
        await StepAsync(Pass, MendWhatHangs);
        await IdleAsync();
        _clock.Advance(Pass);
        await Operator.WhenIdleAsync();
        DateTimeOffset end = open.Shop.Now.AddMinutes(30);
        await KeepUntilAsync(
            _after,
            (_, status) => status.EvaluatedAt == end && status.Objectives?[0].Verdict == "Measured"
        );
    }

    /// <summary>
    /// Once what was asked before has been given up: an answer that came to it would be one of five minutes before, and the status that it makes
    /// so fresh that the next pass does not write it again.
    /// </summary>
    private void MendWhatHangs()
    {
        _stopped!.Thaw();
        Mend(Faults.Intersect(NeverAnswered));
    }

    /// <summary>What was asked before it was mended hangs for ten seconds more.</summary>
    private async Task IdleAsync()
    {
        Task idle = Operator.WhenIdleAsync();
        // Twelve seconds at most: the next pass is not to come.
        int moments = 120;
        await Eventually.TrueAsync(() =>
        {
            _clock.Advance(idle.IsCompleted || moments-- <= 0 ? TimeSpan.Zero : Moment);
            return idle.IsCompleted;
        });
    }

    private void Mend(IEnumerable<string> faults)
    {
        foreach (string fault in faults)
        {
            _fronts[fault].Fault = PrometheusFault.None;
        }
    }

    /// <summary>What is read each minute shows that the operator has seen the time.</summary>
    private async Task StepAsync(TimeSpan? by = null, Action? then = null)
    {
        List<(PrometheusFront Front, int Asked)> due =
        [
            .. AskedEachMinute.Select(fault => (_fronts[fault], _fronts[fault].Asked)),
        ];
        _clock.Advance(by ?? Minute);
        then?.Invoke();
        await Eventually.TrueAsync(() =>
            due.TrueForAll(one => one.Front.Asked > one.Asked && one.Front.Answering == 0)
        );
        await Eventually.HoldsAsync(AllIsReadAsync, Patience);
        await _team!.StatusAsync(_ => { }, Twin);
    }

    /// <summary>An answer that is sent is not read yet: were the clock moved on now, a large one would be given up.</summary>
    private async Task AllIsReadAsync()
    {
        ILookup<string, int> ended = await Operator.RequestsEndedAsync();
        foreach (string fault in AskedEachMinute)
        {
            ended[$"{_team!.Name}-{NameOf(fault)}"]
                .Sum()
                .ShouldBeGreaterThanOrEqualTo(_fronts[fault].Asked);
        }
    }

    /// <summary>As they are when all are as expected, or when none has come to be for long: which, a test says.</summary>
    private async Task KeepUntilAsync(
        Dictionary<string, TeamSloStatus> kept,
        Func<string, TeamSloStatus, bool> isExpected
    )
    {
        // A write that was given up when the clock was moved is tried again moments later; the next pass is not to come.
        int moments = 100;
        long begun = TimeProvider.System.GetTimestamp();
        do
        {
            _clock.Advance(moments-- > 0 ? Moment : TimeSpan.Zero);
            foreach (string fault in (string[])[Twin, .. Faults, Killed, Stopped])
            {
                kept[fault] = await _team!.StatusAsync(_ => { }, NameOf(fault));
            }
        } while (
            !kept.All(one => isExpected(one.Key, one.Value))
            && TimeProvider.System.GetElapsedTime(begun) < Patience
        );
    }
}
