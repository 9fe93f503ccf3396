using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class LeadershipEndTests : ElectionScenario
{
    [Fact]
    public async Task A_release_is_not_refused_for_a_renewal_whose_answer_was_lost()
    {
        Replica a = await LeadingAsync("a");
        Server.LoseAnswers("a");
        await AdvanceAsync(TimeSpan.FromSeconds(2));
        Server.Writes.Count.ShouldBe(2);
        Server.Mend("a");

        (await a.StopAsync()).ShouldBe(LeadershipEnd.Stopped);

        Server.Holder.ShouldBe("");
    }

    [Fact]
    public async Task A_lease_that_was_made_again_unseen_is_released()
    {
        Replica a = await LeadingAsync("a");
        Server.Set(null);
        Server.LoseAnswers("a");
        await AdvanceAsync(TimeSpan.FromSeconds(2));
        Server.Holder.ShouldBe("a");
        Server.Mend("a");

        (await a.StopAsync()).ShouldBe(LeadershipEnd.Stopped);

        Server.Holder.ShouldBe("");
    }

    [Fact]
    public async Task Ending_after_the_lease_was_deleted_is_an_end_like_any_other()
    {
        Replica a = await LeadingAsync("a");
        Server.Set(null);

        (await a.StopAsync()).ShouldBe(LeadershipEnd.Stopped);

        Server.Spec.ShouldBeNull();
    }

    [Fact]
    public async Task Anothers_lease_is_not_released()
    {
        Replica a = await LeadingAsync("a");
        Server.Set("""{"holderIdentity":"x","leaseDurationSeconds":15}""");

        await a.StopAsync();

        Server.Holder.ShouldBe("x");
    }

    [Fact]
    public async Task A_leader_that_wakes_up_after_the_deadline_renews_no_more()
    {
        var clock = new LostTimeClock(Clock);
        using HttpClient http = new(new SocketsHttpHandler())
        {
            BaseAddress = Server.AddressFor("a"),
        };
        var working = new TaskCompletionSource<CancellationToken>();
        LeaderElector elector = new(
            new ResourceApi<Lease>(new KubeClient(http, clock), Lease.Definition),
            new LeaderElectionOptions
            {
                Lease = new ResourceName("slo-system", "lead"),
                Identity = "a",
            },
            clock,
            NullLogger.Instance
        );
        Task<LeadershipEnd> run = elector.RunAsync(
            async ct =>
            {
                working.SetResult(ct);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            },
            default
        );
        await working.Task;
        await Eventually.TrueAsync(() => Clock.PendingTimers >= 2);

        clock.Lose(TimeSpan.FromSeconds(60));
        elector.IsLeader.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(2));

        (await run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).ShouldBe(
            LeadershipEnd.Lost
        );
        Server.Writes.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(15.5)]
    [InlineData(0.9)]
    public void A_lease_duration_that_the_lease_cannot_say_is_refused(double seconds)
    {
        var options = new LeaderElectionOptions
        {
            Lease = new ResourceName("slo-system", "lead"),
            LeaseDuration = TimeSpan.FromSeconds(seconds),
            RenewDeadline = TimeSpan.FromSeconds(0.5),
            RetryPeriod = TimeSpan.FromSeconds(0.1),
        };

        options.Problems().ShouldBe(["LeaseDuration is not a whole number of seconds"]);
    }
}
