using SloOperator.Kubernetes.Auth;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Auth;

public sealed class ExecProviderTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(_start);
    private int _runs;

    [Fact]
    public async Task However_many_wait_the_plugin_runs_once()
    {
        var release = new TaskCompletionSource();
        using ExecProvider provider = Provider(async () =>
        {
            await release.Task;
            return Answer(TimeSpan.FromHours(1));
        });

        Task<Credential>[] waiting =
        [
            .. Enumerable.Range(0, 10).Select(_ => provider.GetAsync(default).AsTask()),
        ];
        release.SetResult();
        Credential[] credentials = await Task.WhenAll(waiting);

        _runs.ShouldBe(1);
        credentials.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_hour_long_token_is_renewed_a_minute_before_it_expires()
    {
        using ExecProvider provider = Provider(TimeSpan.FromHours(1));
        await provider.GetAsync(default);

        _clock.Advance(TimeSpan.FromMinutes(59) - TimeSpan.FromTicks(1));
        await provider.GetAsync(default);
        _runs.ShouldBe(1);

        _clock.Advance(TimeSpan.FromTicks(1));
        await provider.GetAsync(default);
        _runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_short_token_is_used_for_four_fifths_of_its_life()
    {
        using ExecProvider provider = Provider(TimeSpan.FromSeconds(30));
        await provider.GetAsync(default);

        _clock.Advance(TimeSpan.FromSeconds(23));
        await provider.GetAsync(default);
        _runs.ShouldBe(1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await provider.GetAsync(default);
        _runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_without_expiry_is_kept()
    {
        using ExecProvider provider = Provider((TimeSpan?)null);
        await provider.GetAsync(default);
        _clock.Advance(TimeSpan.FromDays(30));
        await provider.GetAsync(default);

        _runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_runs_the_plugin_again()
    {
        using ExecProvider provider = Provider(TimeSpan.FromHours(1));
        Credential refused = await provider.GetAsync(default);

        (await provider.RefreshAsync(refused, default)).Authorization!.Parameter.ShouldBe(
            "token-2"
        );
    }

    [Fact]
    public async Task A_refusal_of_an_older_token_takes_the_newer_one()
    {
        using ExecProvider provider = Provider(TimeSpan.FromHours(1));
        Credential refused = await provider.GetAsync(default);
        Credential newer = await provider.RefreshAsync(refused, default);

        (await provider.RefreshAsync(refused, default)).ShouldBeSameAs(newer);
        _runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_run_does_not_stand_in_the_way_of_the_next()
    {
        using ExecProvider provider = Provider(() =>
            _runs == 1
                ? throw new KubeconfigException("no")
                : Task.FromResult(Answer(TimeSpan.FromHours(1)))
        );
        await Should.ThrowAsync<KubeconfigException>(() => provider.GetAsync(default).AsTask());

        (await provider.GetAsync(default)).Authorization!.Parameter.ShouldBe("token-2");
    }

    [Fact]
    public async Task A_broken_certificate_is_a_complaint_about_the_plugin()
    {
        var answer = new ExecCredentialJson.Answer
        {
            ClientCertificateData = "x",
            ClientKeyData = "y",
        };
        using ExecProvider provider = Provider(() => Task.FromResult(answer));

        (
            await Should.ThrowAsync<KubeconfigException>(() => provider.GetAsync(default).AsTask())
        ).Message.ShouldContain("clientCertificateData");
    }

    private ExecProvider Provider(TimeSpan? lifetime) =>
        Provider(() => Task.FromResult(Answer(lifetime)));

    private ExecProvider Provider(Func<Task<ExecCredentialJson.Answer>> answer) =>
        new(
            _ =>
            {
                _runs++;
                return answer();
            },
            null,
            _clock
        );

    private ExecCredentialJson.Answer Answer(TimeSpan? lifetime) =>
        new() { Token = $"token-{_runs}", ExpirationTimestamp = _clock.GetUtcNow() + lifetime };
}
