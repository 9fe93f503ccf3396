using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>The token of an endpoint, in a Secret of the operator's namespace, while it works.</summary>
[Collection(PipelineCollection.Name)]
public sealed class SecretTests(ControlPlaneFixture cluster, OpenShop open) : IAsyncLifetime
{
    private const string Twin = "twin";
    private const string Late = "late";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pass = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new(open.Shop.Now);
    private PrometheusFront _guarded = null!;
    private PrometheusFront _open = null!;
    private TeamNamespace _team = null!;

    public async Task InitializeAsync()
    {
        _guarded = await PrometheusFront.StartAsync(open.Url);
        _open = await PrometheusFront.StartAsync(open.Url);
        _team = await TeamNamespace.CreateAsync(cluster, _clock);
        await WriteAsync("one");
        await _team.AddEndpointAsync(
            _guarded.Url,
            "limits: {timeout: 2m}\n  auth: {bearer: {secret: prom, key: token}}"
        );
        string free = await _team.AddEndpointAsync(_open.Url, "limits: {timeout: 2m}", "-open");
        await _team.ApplySloAsync([SloText.Availability()]);
        await _team.ApplySloAsync([SloText.Availability()], name: Twin, endpoint: free);
        await _team.VerdictAsync("Measured");
        await _team.VerdictAsync("Measured", Twin);
    }

    public async Task DisposeAsync()
    {
        await _team.DisposeAsync();
        await _guarded.DisposeAsync();
        await _open.DisposeAsync();
    }

    [Fact]
    public async Task A_rotated_token_is_sent_within_a_minute()
    {
        string? before = _guarded.Authorization;

        await WriteAsync("two");
        await StepAsync(Minute);

        before.ShouldBe("Bearer one");
        // Its endpoint and the other are asked at the same moment, and may answer one after the other.
        await Eventually.TrueAsync(() => _guarded.Authorization == "Bearer two");
        _team.Operator.ShouldBeWell();
    }

    [Fact]
    public async Task A_token_that_is_refused_is_read_once_more_and_the_new_one_is_taken_at_once()
    {
        await WriteAsync("two");
        _guarded.Fault = PrometheusFault.Unless("Bearer two");
        int asked = _guarded.Asked;
        await _team.ApplySloAsync([SloText.Availability("95")], name: Late);

        // As long as a collector gathers subscriptions: far less than a minute.
        TimeSpan passed = TimeSpan.Zero;
        await Eventually.HoldsAsync(
            async () =>
            {
                if (passed < TimeSpan.FromSeconds(10))
                {
                    passed += TimeSpan.FromMilliseconds(100);
                    _clock.Advance(TimeSpan.FromMilliseconds(100));
                }

                TeamSlo? late = await _team.Slos.GetAsync(
                    new(_team.Name, Late),
                    CancellationToken.None
                );
                late.ShouldNotBeNull().Status.ShouldNotBeNull().Objectives.ShouldNotBeNull();
            },
            Pass
        );

        (await _team.VerdictAsync("Measured", Late)).Only().Target.ShouldBe("95");
        // The old token, refused, and then the new one.
        _guarded.Asked.ShouldBe(asked + 2);
        _guarded.Authorization.ShouldBe("Bearer two");
    }

    [Theory]
    [InlineData(null, "there is no key token of secret prom")]
    [InlineData("a\nb", "key token of secret prom holds nothing that a header can carry")]
    public async Task Without_a_usable_token_the_last_good_figures_stay_until_there_is_one_again(
        string? token,
        string reason
    )
    {
        TeamSloStatus good = await _team.AtRestAsync(_clock);
        await _team.AtRestAsync(_clock, Twin);

        await WriteAsync(token);
        for (int minute = 1; minute <= 9; minute++)
        {
            await StepAsync(Minute);
        }

        await MoveAsync(Pass);
        TeamSloStatus stale = await _team.SettledAsync(_clock, Is("Stale"));
        TeamSloStatus meanwhile = await _team.SettledAsync(_clock, Is("Measured"), Twin);
        await WriteAsync("one");
        await StepAsync(Pass);
        await _team.Operator.WhenIdleAsync();
        await MoveAsync(Pass);
        TeamSloStatus back = await _team.SettledAsync(_clock, Is("Measured"));

        stale.Only().Message.ShouldNotBeNull().ShouldEndWith(reason);
        stale.Only().BudgetRemaining.ShouldBe(good.Only().BudgetRemaining);
        stale.EvaluatedAt.ShouldBe(good.EvaluatedAt);
        meanwhile.ConditionOf("DataFresh").ShouldBe("True/AllMeasured");
        back.ShouldEqualTwin(
            await _team.SettledAsync(
                _clock,
                twin => twin.EvaluatedAt.ShouldBe(open.Shop.Now.AddMinutes(10)),
                Twin
            )
        );
        _team.Operator.ShouldBeWell();
    }

    private static Action<TeamSloStatus> Is(string verdict) =>
        status => status.Only().Verdict.ShouldBe(verdict);

    /// <summary>Every full minute has a read of the open endpoint, which shows that the operator has seen the time.</summary>
    private async Task StepAsync(TimeSpan by)
    {
        int asked = _open.Asked;
        await MoveAsync(by);
        await Eventually.TrueAsync(() => _open.Asked > asked && _open.Answering == 0);
        await _team.Operator.WhenIdleAsync();
        await _team.StatusAsync(_ => { }, Twin);
    }

    /// <summary>Bit by bit: what the operator asks the API server meanwhile is not to be given up.</summary>
    private async Task MoveAsync(TimeSpan by)
    {
        TimeSpan bit = TimeSpan.FromSeconds(10);
        for (TimeSpan passed = TimeSpan.Zero; passed < by; passed += bit)
        {
            _clock.Advance(bit);
            await _team.StatusAsync(_ => { }, Twin);
        }
    }

    private async Task WriteAsync(string? token)
    {
        if (token is null)
        {
            await _team.KubectlAsync("delete", "secret", "prom");
            return;
        }

        await _team.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: prom, namespace: {{_team.Name}}}
            stringData: {token: {{System.Text.Json.JsonSerializer.Serialize(token)}}}
            """
        );
    }
}
