using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Election;

/// <summary>Replicas with networks and clocks of their own on a real API server, whose own order of the writes is what counts.</summary>
[Collection(ElectionCollection.Name)]
public sealed class ElectionTests(ElectionCluster cluster) : IAsyncLifetime
{
    private static readonly TimeSpan Fast = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(-10);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>By then any request would be given up: an end before it came of the lease's own deadlines.</summary>
    private static readonly TimeSpan UnansweredRequest = TimeSpan.FromSeconds(25);

    private readonly List<Candidate> _started = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (Candidate candidate in _started)
        {
            await candidate.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_three_replicas_whose_clocks_differ_by_ten_minutes_only_one_writes_at_a_time()
    {
        const string ns = "three";
        await cluster.CreateNamespaceAsync(ns);
        Candidate fast = await StartAsync(ns, Fast);
        await fast.WritesAsync(10);
        Candidate slow = await StartAsync(ns, Slow);
        Candidate right = await StartAsync(ns);

        await CutAsync(fast, new Fault.Refuse());
        Candidate second = await LeaderOfAsync(slow, right);
        Candidate fastAgain = await StartAsync(ns, Fast);
        await CutAsync(second, new Fault.Stall());
        Candidate third = await LeaderOfAsync(fastAgain, slow, right);
        await CutAsync(third, new Fault.Reset());
        Candidate last = await LeaderOfAsync(fastAgain, slow, right);

        IReadOnlyList<string> terms = await cluster.TermsAsync(ns);
        terms.ShouldBe([fast.Identity, second.Identity, third.Identity, last.Identity]);
    }

    [Fact]
    public async Task An_API_server_down_for_less_than_the_renew_deadline_costs_nobody_the_lead()
    {
        const string ns = "short-outage";
        await cluster.CreateNamespaceAsync(ns);
        LeaderElectionOptions patient = Options(ns) with
        {
            LeaseDuration = TimeSpan.FromSeconds(75),
            RenewDeadline = TimeSpan.FromSeconds(60),
        };
        Candidate leader = await StartAsync(patient);
        await leader.WritesAsync(10);
        Candidate other = await StartAsync(patient, Slow);

        await cluster.Cluster.KillApiServerAsync();
        await leader.FailsAsync();
        await cluster.Cluster.StartApiServerAgainAsync();
        await leader.WritesAsync(10);

        leader.Elector.IsLeader.ShouldBeTrue();
        other.Run.IsCompleted.ShouldBeFalse();
        (await cluster.TermsAsync(ns)).ShouldBe([leader.Identity]);
    }

    [Fact]
    public async Task An_API_server_down_for_longer_than_the_renew_deadline_ends_the_term_and_another_follows()
    {
        const string ns = "long-outage";
        await cluster.CreateNamespaceAsync(ns);
        Candidate leader = await StartAsync(ns, Fast);
        await leader.WritesAsync(10);
        Candidate other = await StartAsync(ns);

        await cluster.Cluster.KillApiServerAsync();
        LeadershipEnd end = await leader.EndsAsync();
        await cluster.Cluster.StartApiServerAgainAsync();
        await other.WritesAsync(10);

        end.ShouldBe(LeadershipEnd.Lost);
        (await cluster.TermsAsync(ns)).ShouldBe([leader.Identity, other.Identity]);
    }

    [Fact]
    public async Task A_frozen_API_server_holds_no_leader_beyond_its_deadline()
    {
        const string ns = "frozen-server";
        await cluster.CreateNamespaceAsync(ns);
        Candidate leader = await StartAsync(ns);
        await leader.WritesAsync(10);
        Candidate other = await StartAsync(ns, Slow);
        LeadershipEnd end;
        TimeSpan endedAfter;

        cluster.Cluster.FreezeApiServer();
        long frozenAt = TimeProvider.System.GetTimestamp();
        try
        {
            end = await leader.EndsAsync();
            endedAfter = TimeProvider.System.GetElapsedTime(frozenAt);
        }
        finally
        {
            cluster.Cluster.ThawApiServer();
        }

        await other.WritesAsync(10);

        end.ShouldBe(LeadershipEnd.Lost);
        endedAfter.ShouldBeLessThan(UnansweredRequest);
        (await cluster.TermsAsync(ns)).ShouldBe([leader.Identity, other.Identity]);
    }

    [Theory]
    [InlineData("null-holder", "null")]
    [InlineData("empty-holder", "\"\"")]
    public async Task A_null_or_empty_holder_is_free(string ns, string holder)
    {
        await cluster.CreateNamespaceAsync(ns);
        await cluster.Kubectl.ApplyAsync(
            $$"""
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: {{Candidate.LeaseName}}, namespace: {{ns}}}
            spec: {holderIdentity: {{holder}}, leaseDurationSeconds: 3600}
            """
        );

        Candidate leader = await StartAsync(ns);

        await leader.WritesAsync(1);
        leader.Elector.IsLeader.ShouldBeTrue();
    }

    private static LeaderElectionOptions Options(string ns) =>
        new()
        {
            Lease = new ResourceName(ns, Candidate.LeaseName),
            LeaseDuration = TimeSpan.FromSeconds(6),
            RenewDeadline = TimeSpan.FromSeconds(4),
            RetryPeriod = TimeSpan.FromSeconds(0.8),
        };

    private Task<Candidate> StartAsync(string ns, TimeSpan skew = default) =>
        StartAsync(Options(ns), skew);

    // Each start is another process: an identity is used once.
    private async Task<Candidate> StartAsync(LeaderElectionOptions options, TimeSpan skew = default)
    {
        Candidate candidate = await Candidate.StartAsync(
            cluster,
            options with
            {
                Identity = $"{(char)('a' + _started.Count)}",
            },
            skew
        );
        _started.Add(candidate);
        return candidate;
    }

    private static async Task CutAsync(Candidate leader, Fault fault)
    {
        leader.Network.Fault = fault;
        (await leader.EndsAsync()).ShouldBe(LeadershipEnd.Lost);
    }

    /// <summary>Waits until one of them leads and has written.</summary>
    private static async Task<Candidate> LeaderOfAsync(params IReadOnlyList<Candidate> candidates)
    {
        Candidate? leader = null;
        await Eventually.HoldsAsync(
            () =>
            {
                leader = candidates.SingleOrDefault(candidate => candidate.Elector.IsLeader);
                leader.ShouldNotBeNull();
                return Task.CompletedTask;
            },
            Deadline
        );
        await leader!.WritesAsync(10);
        return leader;
    }
}
