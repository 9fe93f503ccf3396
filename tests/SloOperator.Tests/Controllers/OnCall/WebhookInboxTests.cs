using SloOperator.Controllers;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>Nothing is accepted before the status that remembers it is written.</summary>
public sealed class WebhookInboxTests
{
    private static readonly ResourceName Primary = new("shop", "primary");
    private static readonly PageSource.Webhook Source = new(new SecretKey("hook", "token"));
    private readonly ManualTimeProvider _time = new(Given.Noon);
    private readonly Secrets _secrets = new();
    private readonly WebhookInbox _inbox;

    public WebhookInboxTests()
    {
        _inbox = new WebhookInbox(_secrets, _time);
        Track(_inbox, kept: null);
    }

    [Fact]
    public async Task A_notification_is_accepted_when_the_status_that_has_it_is_written()
    {
        Task<IAlertmanagerHooks.Verdict> answer = TellAsync(_inbox, "g", isFiring: true);
        answer.IsCompleted.ShouldBeFalse();

        _inbox.Kept(Primary, Shown(_inbox));

        (await answer).ShouldBe(IAlertmanagerHooks.Verdict.Accepted);
    }

    [Fact]
    public async Task A_status_of_before_does_not_accept_what_came_after_it()
    {
        WebhookStatus before = Shown(_inbox);
        Task<IAlertmanagerHooks.Verdict> answer = TellAsync(_inbox, "g", isFiring: true);

        _inbox.Kept(Primary, before);
        answer.IsCompleted.ShouldBeFalse();

        _inbox.Kept(Primary, Shown(_inbox));
        (await answer).ShouldBe(IAlertmanagerHooks.Verdict.Accepted);
    }

    [Fact]
    public async Task What_is_told_again_waits_for_nothing()
    {
        Task<IAlertmanagerHooks.Verdict> first = TellAsync(_inbox, "g", isFiring: true);
        _inbox.Kept(Primary, Shown(_inbox));
        await first;

        (await TellAsync(_inbox, "g", isFiring: true)).ShouldBe(
            IAlertmanagerHooks.Verdict.Accepted
        );
        Incidents(_inbox).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_told_again_while_it_is_not_written_waits_with_the_first()
    {
        Task<IAlertmanagerHooks.Verdict> first = TellAsync(_inbox, "g", isFiring: true);
        Task<IAlertmanagerHooks.Verdict> again = TellAsync(_inbox, "g", isFiring: true);
        again.IsCompleted.ShouldBeFalse();

        _inbox.Kept(Primary, Shown(_inbox));

        (await first).ShouldBe(IAlertmanagerHooks.Verdict.Accepted);
        (await again).ShouldBe(IAlertmanagerHooks.Verdict.Accepted);
    }

    [Fact]
    public async Task A_status_that_cannot_be_written_sends_the_caller_to_try_again()
    {
        Task<IAlertmanagerHooks.Verdict> answer = TellAsync(_inbox, "g", isFiring: true);

        _time.Advance(TimeSpan.FromSeconds(8));

        await Should.ThrowAsync<IOException>(answer);
    }

    [Fact]
    public async Task A_restarted_operator_goes_on_where_the_status_was()
    {
        Task<IAlertmanagerHooks.Verdict> opened = TellAsync(_inbox, "g", isFiring: true);
        WebhookStatus kept = Shown(_inbox);
        _inbox.Kept(Primary, kept);
        await opened;

        var restarted = new WebhookInbox(new Secrets(), _time);
        Track(restarted, kept);
        _time.Advance(TimeSpan.FromMinutes(3));
        _ = TellAsync(restarted, "g", isFiring: true);
        Incidents(restarted).ShouldHaveSingleItem().End.ShouldBeNull();

        _ = TellAsync(restarted, "g", isFiring: false);
        Incident closed = Incidents(restarted).ShouldHaveSingleItem();
        closed.Start.ShouldBe(Given.Noon);
        closed.End.ShouldNotBeNull();
        restarted.Read(Primary)!.Value.History.Known.Start.ShouldBe(Given.Noon);
    }

    [Fact]
    public void A_longer_window_keeps_longer_what_is_there()
    {
        _ = TellAsync(_inbox, "g", isFiring: true);
        _ = TellAsync(_inbox, "g", isFiring: false);
        _inbox.Track(Primary, Source, new WebhookKeeping("uid", TimeSpan.FromDays(180), null));

        _time.Advance(TimeSpan.FromDays(60));

        Incidents(_inbox).Count.ShouldBe(1);
    }

    [Fact]
    public void An_object_made_anew_starts_without_what_its_namesake_knew()
    {
        _ = TellAsync(_inbox, "g", isFiring: true);
        _inbox.Track(Primary, Source, new WebhookKeeping("another", TimeSpan.FromDays(42), null));

        Incidents(_inbox).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_known_after_the_policy_has_gone()
    {
        Task<IAlertmanagerHooks.Verdict> waiting = TellAsync(_inbox, "g", isFiring: true);

        _inbox.Untrack(Primary);

        (await waiting).ShouldBe(IAlertmanagerHooks.Verdict.Unknown);
        (await TellAsync(_inbox, "g", isFiring: true)).ShouldBe(IAlertmanagerHooks.Verdict.Unknown);
        (await _inbox.SecretAsync(Primary, CancellationToken.None)).ShouldBeNull();
        _inbox.Read(Primary).ShouldBeNull();
    }

    [Fact]
    public async Task The_secret_is_the_one_that_the_policy_names() =>
        (await _inbox.SecretAsync(Primary, CancellationToken.None)).ShouldBe("hook/token");

    [Fact]
    public async Task The_secret_is_read_once_a_minute_however_often_somebody_calls()
    {
        await SecretAsync();
        await SecretAsync();
        _secrets.Reads.ShouldBe(1);

        _time.Advance(TimeSpan.FromSeconds(60));
        await SecretAsync();
        _secrets.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_nobodys()
    {
        _secrets.Value = null;

        (await SecretAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_now_sends_the_caller_to_try_again()
    {
        _secrets.IsAway = true;

        await Should.ThrowAsync<IOException>(async () => await SecretAsync());
    }

    [Fact]
    public async Task A_policy_without_its_secret_says_so_until_it_has_one()
    {
        List<ResourceName> changed = [];
        _inbox.Changed += changed.Add;
        _secrets.Value = null;

        await _inbox.CheckSecretsAsync(CancellationToken.None);
        await _inbox.CheckSecretsAsync(CancellationToken.None);

        changed.ShouldBe([Primary]);
        ReadFailure failure = _inbox.Read(Primary)!.Value.History.Failure.ShouldNotBeNull();
        failure.Since.ShouldBe(Given.Noon);
        failure.Reason.ShouldBe(
            "every notification is refused: there is no key token of secret hook in the operator's namespace; create it, or name another in source.alertmanagerWebhook.secret"
        );

        _secrets.Value = "/";
        await _inbox.CheckSecretsAsync(CancellationToken.None);
        _inbox.Read(Primary)!.Value.History.Failure.ShouldBeNull();
        changed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whether_a_secret_is_there_is_looked_at_every_minute()
    {
        using var stop = new CancellationTokenSource();
        Task running = _inbox.RunAsync(stop.Token);
        _secrets.Reads.ShouldBe(1);

        _secrets.IsAway = true;
        _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(
            () =>
            {
                _secrets.Reads.ShouldBe(2);
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(30)
        );

        _inbox.Read(Primary)!.Value.History.Failure.ShouldBeNull();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task Each_notification_tells_that_there_is_something_to_write()
    {
        List<ResourceName> changed = [];
        _inbox.Changed += changed.Add;

        Task<IAlertmanagerHooks.Verdict> answer = TellAsync(_inbox, "g", isFiring: true);

        changed.ShouldBe([Primary]);
        _inbox.Kept(Primary, Shown(_inbox));
        await answer;
    }

    private ValueTask<string?> SecretAsync() => _inbox.SecretAsync(Primary, CancellationToken.None);

    private static void Track(WebhookInbox inbox, WebhookStatus? kept) =>
        inbox.Track(Primary, Source, new WebhookKeeping("uid", TimeSpan.FromDays(42), kept));

    private Task<IAlertmanagerHooks.Verdict> TellAsync(
        WebhookInbox inbox,
        string group,
        bool isFiring
    ) =>
        inbox
            .AcceptAsync(
                Primary,
                new GroupNotification
                {
                    GroupKey = group,
                    IncidentKey = "Down/api",
                    IsFiring = isFiring,
                    Alerts =
                    [
                        new GroupAlert(
                            "a",
                            isFiring,
                            Given.Noon.AddMinutes(-1),
                            isFiring ? null : _time.GetUtcNow()
                        ),
                    ],
                },
                CancellationToken.None
            )
            .AsTask();

    private static WebhookStatus Shown(WebhookInbox inbox) => inbox.Read(Primary)!.Value.Kept;

    private static IReadOnlyList<Incident> Incidents(WebhookInbox inbox) =>
        inbox.Read(Primary)!.Value.History.Incidents;

    private sealed class Secrets : ISecretReader
    {
        public int Reads { get; private set; }

        public string? Value { get; set; } = "/";

        public bool IsAway { get; set; }

        public ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct)
        {
            Reads++;
            return IsAway
                ? throw new IOException("The API server is away.")
                : ValueTask.FromResult(Value is null ? null : secret + Value + key + "\n");
        }
    }
}
