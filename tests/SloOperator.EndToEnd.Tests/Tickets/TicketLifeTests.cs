using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.EndToEnd.Tests.Pipeline;
using SloOperator.Testing;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Prometheus;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Tickets;

/// <summary>
/// Two bad deploys in a day and a half, on a real API server and a real Prometheus, with a receiver for the tickets. Of 864,000 requests a
/// day 864 may fail; either deploy takes more than that.
/// </summary>
[Collection(PipelineCollection.Name)]
public sealed class TicketLifeTests : IAsyncLifetime
{
    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Retries = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private readonly ControlPlaneFixture _cluster;
    private readonly ITestOutputHelper _output;
    private readonly DateTimeOffset _start;
    private readonly ManualTimeProvider _clock;
    private PrometheusServer _prometheus = null!;
    private PrometheusFront _front = null!;
    private Receiver _receiver = null!;
    private TeamNamespace _team = null!;

    public TicketLifeTests(ControlPlaneFixture cluster, ITestOutputHelper output)
    {
        (_cluster, _output) = (cluster, output);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        _start = new DateTimeOffset(now.Ticks - (now.Ticks % Bucket.Ticks), TimeSpan.Zero).AddHours(
            -32
        );
        _clock = new ManualTimeProvider(_start);
    }

    public async Task InitializeAsync()
    {
        SeriesHistory history = new(_start.AddHours(-25), _start.AddHours(30));
        history.Counter(SloText.Total, ("code", "200")).PerMinute(600);
        history
            .Counter(SloText.Total, ("code", "500"))
            .PerMinute(60, _start.AddMinutes(5), _start.AddMinutes(25))
            .PerMinute(60, _start.AddHours(29), _start.AddHours(29).AddMinutes(20));
        _prometheus = await PrometheusServer.StartAsync(history);
        _front = await PrometheusFront.StartAsync(_prometheus.Url);
        _receiver = await Receiver.StartAsync();
        _team = await TeamNamespace.CreateAsync(_cluster, _clock);
        await _team.AddEndpointAsync(_front.Url, "limits: {timeout: 2m}");
        await _team.ApplyAsync(Policy());
        await _team.ApplyAsync(Sink());
        await _team.ApplyAsync(
            SloText.Of(
                _team.Name,
                TeamNamespace.SloName,
                _team.Name,
                "{rolling: 1d}",
                [SloText.Availability()]
            ) + $"\n  policy: {_team.Name}"
        );
        await _team.VerdictAsync("Measured");
    }

    public async Task DisposeAsync()
    {
        await _team.Kubectl.RunAsync([
            "delete",
            "errorbudgetpolicy/" + _team.Name,
            "ticketsink/" + _team.Name,
        ]);
        await _team.DisposeAsync();
        await _receiver.DisposeAsync();
        await _front.DisposeAsync();
        await _prometheus.DisposeAsync();
    }

    [Fact]
    public async Task A_bad_deploy_raises_one_ticket_that_escalates_recovers_and_reopens()
    {
        await MoveToAsync(_start.AddMinutes(15), Bucket);
        await SeenAsync("BudgetLow", "Open", told => told.ShouldBe(["create P2 open"]));
        (await GateAsync()).ShouldBe("Warn True/BudgetLow");

        await MoveToAsync(_start.AddMinutes(30), Bucket);
        await SeenAsync("BudgetExhausted", "Open", told => told.ShouldContain("update P1 open"));
        (await GateAsync()).ShouldBe("Deny False/BudgetExhausted");

        await MoveToAsync(_start.AddHours(24), TimeSpan.FromHours(1));
        // Its last error leaves the window after 25 minutes, and the tiers want to see that more than once.
        await MoveToAsync(_start.AddHours(25).AddMinutes(10), Bucket);
        await SeenAsync("Budget", "Recovered", _ => { }, Retries);
        (await GateAsync()).ShouldBe("Allow True/WithinBudget");

        // A receiver cannot be asked what became of its ticket, so after the hold there is nothing left to follow; its last comment comes an hour after the one before.
        await MoveToAsync(_start.AddHours(28).AddMinutes(30), Bucket);
        await SeenAsync("Budget", "Closed", told => told[^1].ShouldStartWith("comment"), Retries);

        await MoveToAsync(_start.AddHours(29).AddMinutes(30), Bucket);
        await SeenAsync(
            "BudgetExhausted",
            "Open",
            told => told.ShouldContain("update P1 open"),
            Retries
        );
        (await GateAsync()).ShouldBe("Deny False/BudgetExhausted");

        _receiver
            .Told.Count(told => told.StartsWith("create", StringComparison.Ordinal))
            .ShouldBe(1);
        _receiver.AllSigned.ShouldBeTrue();
        _output.WriteLine(string.Join('\n', _receiver.Told));
        _team.Operator.ShouldBeWell();
    }

    private async Task MoveToAsync(DateTimeOffset to, TimeSpan step)
    {
        while (_clock.GetUtcNow() < to)
        {
            int asked = _front.Asked;
            TimeSpan left = to - _clock.GetUtcNow();
            _clock.Advance(left < step ? left : step);
            await Eventually.TrueAsync(() => _front.Asked > asked && _front.Answering == 0);
            await _team.Operator.WhenIdleAsync();
            await _team.StatusAsync(_ => { });
        }
    }

    /// <summary>Waits until kubectl shows the only ticket so, with its address, and the receiver was told; some moments must pass for that.</summary>
    /// <param name="cause">How the cause begins.</param>
    /// <param name="phase">Of the ticket.</param>
    /// <param name="told">What the receiver was told.</param>
    /// <param name="within">A call that was under way when the clock jumped is given up, and tried again after some minutes.</param>
    private async Task SeenAsync(
        string cause,
        string phase,
        Action<IReadOnlyList<string>> told,
        TimeSpan? within = null
    )
    {
        TimeSpan longest = within ?? Bucket - TimeSpan.FromMinutes(1);
        string table = "";
        TimeSpan passed = TimeSpan.Zero;
        await Eventually.HoldsAsync(
            async () =>
            {
                if (passed < longest)
                {
                    // Less than a call may take.
                    TimeSpan step = within is null ? 20 * Moment : 100 * Moment;
                    passed += step;
                    _clock.Advance(step);
                }

                table = await _team.KubectlAsync("get", "tickets");
                string[] lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                lines.Length.ShouldBe(2, table);
                lines[1].ShouldContain($"shop   {cause}");
                lines[1].ShouldContain($" {phase} ");
                lines[1].ShouldContain("https://work.example/T-1");
                told(_receiver.Told);
            },
            TeamNamespace.Deadline
        );
        _output.WriteLine($"+{_clock.GetUtcNow() - _start}\n{table}");
        _output.WriteLine(await _team.KubectlAsync("get", "teamslos"));
    }

    private async Task<string> GateAsync() =>
        (
            await _team.KubectlAsync(
                "get",
                "teamslo",
                TeamNamespace.SloName,
                "-o",
                """jsonpath={.status.gate.decision} {.status.conditions[?(@.type=="DeployAllowed")].status}/{.status.conditions[?(@.type=="DeployAllowed")].reason}"""
            )
        ).TrimEnd();

    private string Policy() =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: ErrorBudgetPolicy
            metadata: {name: {{_team.Name}}}
            spec:
              tiers:
              - {name: exhausted, when: { budgetRemainingBelow: "0" }, clearAbove: "0.05", gate: Deny, ticket: { priority: P1 } }
              - {name: low, when: { budgetRemainingBelow: "0.5" }, clearAbove: "0.6", gate: Warn, ticket: { priority: P2 } }
              tickets: {sink: {{_team.Name}}, recoveryHold: 1h}
            """;

    private string Sink() =>
        $$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: receiver, namespace: {{_team.Name}}}
            stringData: {secret: known-to-both}
            ---
            apiVersion: slo-operator.dev/v1alpha1
            kind: TicketSink
            metadata: {name: {{_team.Name}}}
            spec: {type: Webhook, url: "{{_receiver.Url}}", secret: receiver}
            """;
}
