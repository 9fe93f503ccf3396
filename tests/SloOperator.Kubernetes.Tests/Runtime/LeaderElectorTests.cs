using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class LeaderElectorTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly List<Replica> _replicas = [];
    private LeaseServer _server = null!;

    public async Task InitializeAsync() => _server = await LeaseServer.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (Replica replica in _replicas)
        {
            _server.Mend("a");
            await replica.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_first_replica_creates_the_lease_and_leads()
    {
        Replica a = await LeadingAsync("a");

        a.Elector.IsLeader.ShouldBeTrue();
        _server
            .Spec!.ToJsonString()
            .ShouldBe(
                """{"holderIdentity":"a","leaseDurationSeconds":15,"acquireTime":"2026-01-01T00:00:00.000000Z","renewTime":"2026-01-01T00:00:00.000000Z","leaseTransitions":0}"""
            );
    }

    [Fact]
    public async Task The_lease_is_renewed_every_two_seconds()
    {
        await LeadingAsync("a");

        await AdvanceAsync(seconds: 60);

        _server.Writes.Count.ShouldBe(31);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task A_null_or_empty_holder_is_free(string holder)
    {
        _server.Set(
            $$"""{"holderIdentity":{{holder}},"leaseDurationSeconds":15,"leaseTransitions":7}"""
        );

        Replica a = await LeadingAsync("a");

        a.Elector.IsLeader.ShouldBeTrue();
        _server.Spec!["leaseTransitions"]!.GetValue<int>().ShouldBe(8);
    }

    [Fact]
    public async Task A_second_replica_waits_while_the_first_renews()
    {
        Replica a = await LeadingAsync("a");
        Replica b = await StartAsync("b");

        await AdvanceAsync(seconds: 120);

        a.Elector.IsLeader.ShouldBeTrue();
        b.HasLed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(1750)]
    public async Task Killing_the_leader_hands_over_within_17_seconds(int startOfSecondMilliseconds)
    {
        Replica a = await LeadingAsync("a");
        await AdvanceAsync(TimeSpan.FromMilliseconds(startOfSecondMilliseconds));
        Replica b = await StartAsync("b");
        await AdvanceAsync(seconds: 30);
        _server.Cut("a");

        double took = await SecondsUntilAsync(
            () => b.Elector.IsLeader,
            () => (a.Elector.IsLeader && b.Elector.IsLeader).ShouldBeFalse()
        );

        took.ShouldBeLessThanOrEqualTo(17);
        took.ShouldBeGreaterThan(10);
        (await a.Run).ShouldBe(LeadershipEnd.Lost);
    }

    [Fact]
    public async Task Stopping_the_leader_hands_over_at_once()
    {
        Replica a = await LeadingAsync("a");
        Replica b = await StartAsync("b");

        (await a.StopAsync()).ShouldBe(LeadershipEnd.Stopped);

        _server.Holder.ShouldBe("");
        await AdvanceAsync(seconds: 2);
        b.Elector.IsLeader.ShouldBeTrue();
    }

    [Fact]
    public async Task The_lease_is_released_only_when_the_work_has_stopped()
    {
        var finish = new TaskCompletionSource();
        Replica a = await LeadingAsync("a", _ => finish.Task);
        Task<LeadershipEnd> stopping = a.StopAsync();
        await AdvanceAsync(seconds: 60);

        _server.Holder.ShouldBe("a");
        a.Elector.IsLeader.ShouldBeTrue();
        finish.SetResult();

        (await stopping).ShouldBe(LeadershipEnd.Stopped);
        _server.Holder.ShouldBe("");
        a.Elector.IsLeader.ShouldBeFalse();
    }

    [Fact]
    public async Task Refused_renewals_alone_do_not_lose_the_lease()
    {
        Replica a = await LeadingAsync("a");
        _server.Cut("a");
        await AdvanceAsync(seconds: 9);
        a.LeadToken.IsCancellationRequested.ShouldBeFalse();
        _server.Mend("a");

        await AdvanceAsync(seconds: 60);

        a.Elector.IsLeader.ShouldBeTrue();
        a.LeadToken.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task At_the_renew_deadline_the_work_is_cancelled_and_the_end_says_lost()
    {
        Replica a = await LeadingAsync("a");
        _server.Cut("a");

        await AdvanceAsync(TimeSpan.FromSeconds(9.75));
        a.LeadToken.IsCancellationRequested.ShouldBeFalse();
        await AdvanceAsync(TimeSpan.FromSeconds(0.25));

        a.LeadToken.IsCancellationRequested.ShouldBeTrue();
        a.Elector.IsLeader.ShouldBeFalse();
        (await a.Run).ShouldBe(LeadershipEnd.Lost);
        _server.Holder.ShouldBe("a");
    }

    [Fact]
    public async Task Work_that_does_not_stop_does_not_hold_up_the_end()
    {
        Replica a = await LeadingAsync("a", _ => new TaskCompletionSource().Task);
        _server.Cut("a");

        _clock.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => a.LeadToken.IsCancellationRequested);
        a.Run.IsCompleted.ShouldBeFalse();
        // The request in flight ends first, then the grace begins.
        await Eventually.TrueAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return a.Run.IsCompleted;
        });

        (await a.Run).ShouldBe(LeadershipEnd.Lost);
    }

    [Fact]
    public async Task A_process_that_was_frozen_knows_at_once_that_it_leads_no_more()
    {
        Replica a = await LeadingAsync("a");
        _server.Cut("a");

        _clock.Advance(TimeSpan.FromSeconds(60));

        a.Elector.IsLeader.ShouldBeFalse();
        a.LeadToken.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_that_another_took_is_lost_without_waiting_for_the_deadline()
    {
        Replica a = await LeadingAsync("a");
        _server.Set("""{"holderIdentity":"x","leaseDurationSeconds":15}""");

        await AdvanceAsync(seconds: 2);

        (await a.Run).ShouldBe(LeadershipEnd.Lost);
        _server.Holder.ShouldBe("x");
    }

    [Fact]
    public async Task A_lease_that_somebody_deleted_is_made_again()
    {
        Replica a = await LeadingAsync("a");
        _server.Set(null);

        await AdvanceAsync(seconds: 2);

        a.Elector.IsLeader.ShouldBeTrue();
        _server.Holder.ShouldBe("a");
    }

    [Fact]
    public async Task A_lease_that_somebody_touched_is_renewed_all_the_same()
    {
        Replica a = await LeadingAsync("a");
        _server.Set("""{"holderIdentity":"a","leaseDurationSeconds":15,"leaseTransitions":3}""");

        await AdvanceAsync(seconds: 20);

        a.Elector.IsLeader.ShouldBeTrue();
        _server.Spec!["leaseTransitions"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_is_found_out()
    {
        Replica a = await LeadingAsync("a");
        _server.LoseAnswers("a");
        await AdvanceAsync(seconds: 4);
        _server.Mend("a");

        await AdvanceAsync(seconds: 30);

        a.Elector.IsLeader.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Jumps_of_the_clock_do_not_matter(int hours)
    {
        Replica a = await LeadingAsync("a");
        Replica b = await StartAsync("b");

        _clock.JumpWallClock(TimeSpan.FromHours(hours));
        await AdvanceAsync(seconds: 60);

        a.Elector.IsLeader.ShouldBeTrue();
        b.HasLed.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_that_find_the_lease_free_at_once_one_leads()
    {
        _server.Set("""{"holderIdentity":""}""");
        Replica[] both = [Begin("a"), Begin("b")];
        await IdleAsync();
        await AdvanceAsync(seconds: 30);

        both.Count(replica => replica.Elector.IsLeader).ShouldBe(1);
    }

    [Fact]
    public async Task Work_that_ends_by_itself_releases_the_lease()
    {
        Replica a = Begin("a", _ => Task.CompletedTask);

        (await a.Run).ShouldBe(LeadershipEnd.Stopped);
        _server.Holder.ShouldBe("");
    }

    [Fact]
    public async Task Work_that_throws_releases_the_lease_and_the_exception_comes_out()
    {
        var cable = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = _server.AddressFor("a"),
        };
        LeaderElector elector = Elector(
            cable,
            new LeaderElectionOptions { Lease = new ResourceName("slo-system", "lead") }
        );

        await Should.ThrowAsync<InvalidTimeZoneException>(() =>
            elector.RunAsync(_ => throw new InvalidTimeZoneException(), default)
        );

        _server.Holder.ShouldBe("");
    }

    [Fact]
    public async Task Stopping_a_candidate_leaves_the_lease_alone()
    {
        _server.Set("""{"holderIdentity":"x","leaseDurationSeconds":15}""");
        Replica a = await StartAsync("a");

        (await a.StopAsync()).ShouldBe(LeadershipEnd.Stopped);

        _server.Writes.ShouldBeEmpty();
        _server.Holder.ShouldBe("x");
    }

    [Fact]
    public void Every_problem_of_the_options_is_named_at_once()
    {
        using var http = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = new Uri("http://127.0.0.1/"),
        };
        var options = new LeaderElectionOptions
        {
            Lease = new ResourceName(null, "lead"),
            Identity = "",
            RenewDeadline = TimeSpan.FromSeconds(15),
        };

        string message = Should.Throw<ArgumentException>(() => Elector(http, options)).Message;

        message.ShouldContain("Identity is empty");
        message.ShouldContain("Lease needs a namespace");
        message.ShouldContain("RenewDeadline < LeaseDuration");
    }

    [Fact]
    public void Two_processes_have_two_identities() =>
        string.Equals(
                new LeaderElectionOptions { Lease = default }.Identity,
                new LeaderElectionOptions { Lease = default }.Identity,
                StringComparison.Ordinal
            )
            .ShouldBeFalse();

    private LeaderElector Elector(HttpClient http, LeaderElectionOptions options) =>
        new(
            new ResourceApi<Lease>(new KubeClient(http, _clock), Lease.Definition),
            options,
            _clock,
            NullLogger.Instance
        );

    private Replica Begin(string name, Func<CancellationToken, Task>? work = null)
    {
        var replica = new Replica(name, _server, _clock, work);
        _replicas.Add(replica);
        return replica;
    }

    private async Task<Replica> StartAsync(string name, Func<CancellationToken, Task>? work = null)
    {
        Replica replica = Begin(name, work);
        await IdleAsync();
        return replica;
    }

    private async Task<Replica> LeadingAsync(
        string name,
        Func<CancellationToken, Task>? work = null
    )
    {
        Replica replica = await StartAsync(name, work);
        await Eventually.TrueAsync(() => replica.HasLed);
        return replica;
    }

    private Task AdvanceAsync(int seconds) => AdvanceAsync(TimeSpan.FromSeconds(seconds));

    // Small steps, each followed by whatever it set off: nobody is ever late by more than a step.
    private async Task AdvanceAsync(TimeSpan by)
    {
        var step = TimeSpan.FromMilliseconds(250);
        for (TimeSpan done = TimeSpan.Zero; done < by; done += step)
        {
            _clock.Advance(step);
            await IdleAsync();
        }
    }

    private async Task<double> SecondsUntilAsync(Func<bool> condition, Action? always = null)
    {
        double seconds = 0;
        while (!condition())
        {
            seconds.ShouldBeLessThan(60);
            await AdvanceAsync(TimeSpan.FromMilliseconds(250));
            seconds += 0.25;
            always?.Invoke();
        }

        return seconds;
    }

    private Task IdleAsync() =>
        Eventually.TrueAsync(() => _replicas.All(replica => replica.IsIdle));
}
