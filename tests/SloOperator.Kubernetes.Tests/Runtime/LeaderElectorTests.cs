using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class LeaderElectorTests : ElectionScenario
{
    [Fact]
    public async Task The_first_replica_creates_the_lease_and_leads()
    {
        Replica a = await LeadingAsync("a");

        a.Elector.IsLeader.ShouldBeTrue();
        Server
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

        Server.Writes.Count.ShouldBe(31);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task A_null_or_empty_holder_is_free(string holder)
    {
        Server.Set(
            $$"""{"holderIdentity":{{holder}},"leaseDurationSeconds":15,"leaseTransitions":7}"""
        );

        Replica a = await LeadingAsync("a");

        a.Elector.IsLeader.ShouldBeTrue();
        Server.Spec!["leaseTransitions"]!.GetValue<int>().ShouldBe(8);
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
        Server.Cut("a");

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

        Server.Holder.ShouldBe("");
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

        Server.Holder.ShouldBe("a");
        a.Elector.IsLeader.ShouldBeTrue();
        finish.SetResult();

        (await stopping).ShouldBe(LeadershipEnd.Stopped);
        Server.Holder.ShouldBe("");
        a.Elector.IsLeader.ShouldBeFalse();
    }

    [Fact]
    public async Task Refused_renewals_alone_do_not_lose_the_lease()
    {
        Replica a = await LeadingAsync("a");
        Server.Cut("a");
        await AdvanceAsync(seconds: 9);
        a.LeadToken.IsCancellationRequested.ShouldBeFalse();
        Server.Mend("a");

        await AdvanceAsync(seconds: 60);

        a.Elector.IsLeader.ShouldBeTrue();
        a.LeadToken.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task At_the_renew_deadline_the_work_is_cancelled_and_the_end_says_lost()
    {
        Replica a = await LeadingAsync("a");
        Server.Cut("a");

        await AdvanceAsync(TimeSpan.FromSeconds(9.75));
        a.LeadToken.IsCancellationRequested.ShouldBeFalse();
        await AdvanceAsync(TimeSpan.FromSeconds(0.25));

        a.LeadToken.IsCancellationRequested.ShouldBeTrue();
        a.Elector.IsLeader.ShouldBeFalse();
        (await a.Run).ShouldBe(LeadershipEnd.Lost);
        Server.Holder.ShouldBe("a");
    }

    [Fact]
    public async Task Work_that_does_not_stop_does_not_hold_up_the_end()
    {
        Replica a = await LeadingAsync("a", _ => new TaskCompletionSource().Task);
        Server.Cut("a");

        Clock.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => a.LeadToken.IsCancellationRequested);
        a.Run.IsCompleted.ShouldBeFalse();
        // The request in flight ends first, then the grace begins.
        await Eventually.TrueAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return a.Run.IsCompleted;
        });

        (await a.Run).ShouldBe(LeadershipEnd.Lost);
    }

    [Fact]
    public async Task A_process_that_was_frozen_knows_at_once_that_it_leads_no_more()
    {
        Replica a = await LeadingAsync("a");
        Server.Cut("a");

        Clock.Advance(TimeSpan.FromSeconds(60));

        a.Elector.IsLeader.ShouldBeFalse();
        a.LeadToken.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_that_another_took_is_lost_without_waiting_for_the_deadline()
    {
        Replica a = await LeadingAsync("a");
        Server.Set("""{"holderIdentity":"x","leaseDurationSeconds":15}""");

        await AdvanceAsync(seconds: 2);

        (await a.Run).ShouldBe(LeadershipEnd.Lost);
        Server.Holder.ShouldBe("x");
    }

    [Fact]
    public async Task A_lease_that_somebody_deleted_is_made_again()
    {
        Replica a = await LeadingAsync("a");
        Server.Set(null);

        await AdvanceAsync(seconds: 2);

        a.Elector.IsLeader.ShouldBeTrue();
        Server.Holder.ShouldBe("a");
    }

    [Fact]
    public async Task A_lease_that_somebody_touched_is_renewed_all_the_same()
    {
        Replica a = await LeadingAsync("a");
        Server.Set("""{"holderIdentity":"a","leaseDurationSeconds":15,"leaseTransitions":3}""");

        await AdvanceAsync(seconds: 20);

        a.Elector.IsLeader.ShouldBeTrue();
        Server.Spec!["leaseTransitions"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_is_found_out()
    {
        Replica a = await LeadingAsync("a");
        Server.LoseAnswers("a");
        await AdvanceAsync(seconds: 4);
        Server.Mend("a");

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

        Clock.JumpWallClock(TimeSpan.FromHours(hours));
        await AdvanceAsync(seconds: 60);

        a.Elector.IsLeader.ShouldBeTrue();
        b.HasLed.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_that_find_the_lease_free_at_once_one_leads()
    {
        Server.Set("""{"holderIdentity":""}""");
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
        Server.Holder.ShouldBe("");
    }

    [Fact]
    public async Task Work_that_throws_releases_the_lease_and_the_exception_comes_out()
    {
        var cable = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = Server.AddressFor("a"),
        };
        LeaderElector elector = Elector(
            cable,
            new LeaderElectionOptions { Lease = new ResourceName("slo-system", "lead") }
        );

        await Should.ThrowAsync<InvalidTimeZoneException>(() =>
            elector.RunAsync(_ => throw new InvalidTimeZoneException(), default)
        );

        Server.Holder.ShouldBe("");
    }

    [Fact]
    public async Task Stopping_a_candidate_leaves_the_lease_alone()
    {
        Server.Set("""{"holderIdentity":"x","leaseDurationSeconds":15}""");
        Replica a = await StartAsync("a");

        (await a.StopAsync()).ShouldBe(LeadershipEnd.Stopped);

        Server.Writes.ShouldBeEmpty();
        Server.Holder.ShouldBe("x");
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
            new ResourceApi<Lease>(new KubeClient(http, Clock), Lease.Definition),
            options,
            Clock,
            NullLogger.Instance
        );
}
