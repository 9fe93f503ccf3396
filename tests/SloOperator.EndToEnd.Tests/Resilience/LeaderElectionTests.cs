using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Resilience;

[Collection(OwnClusterCollection.Name)]
public sealed class LeaderElectionTests(OwnCluster cluster, ITestOutputHelper output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Handover = TimeSpan.FromSeconds(17);

    /// <summary>Well within the 15 s in which a lease that was not given back expires.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Killing_the_leader_hands_over_to_the_other_replica_within_17_seconds()
    {
        SloManifest slo = new("two-replicas", "checkout");
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await cluster.ApplyAsync(slo);
        await using Replica first = await Replica.StartAsync(cluster, slo.Namespace);
        ReplicaLease held = await first.LeadsAsync();
        await using Replica second = await Replica.StartAsync(cluster, slo.Namespace);
        await cluster.StatusAsync(slo, status => status.Verdict.ShouldBe("Measured"), Deadline);
        await second.StandsByAsync();
        decimal writesWhileStandingBy = await second.WritesAsync();
        // The status can be seen before its writer has heard of its success and counted it.
        await Eventually.HoldsAsync(
            async () => (await first.StatusWritesAsync()).ShouldBe(1),
            Deadline
        );

        DateTimeOffset killedAt = TimeProvider.System.GetUtcNow();
        await first.Running.Process.KillAsync();
        SloManifest edited = slo with { Target = "99" };
        await cluster.ApplyAsync(edited);
        ReplicaLease taken = await second.LeadsAsync();
        StatusText status = await cluster.StatusAsync(
            edited,
            status => status.Target.ShouldBe("99"),
            Deadline
        );
        DateTimeOffset writtenAt = TimeProvider.System.GetUtcNow();

        output.WriteLine($"lease taken {taken.AcquiredAt - killedAt} after the kill");
        output.WriteLine($"status of the new spec seen {writtenAt - killedAt} after the kill");
        taken.Holder.ShouldNotBe(held.Holder);
        (taken.AcquiredAt - killedAt).ShouldBeLessThanOrEqualTo(Handover);
        status.Remaining.ShouldBe(-0.6667m, 0.001m);
        writesWhileStandingBy.ShouldBe(0);
        await Eventually.HoldsAsync(
            async () => (await second.StatusWritesAsync()).ShouldBePositive(),
            Deadline
        );
    }

    [Fact]
    public async Task A_leader_that_is_asked_to_end_gives_the_lease_back_for_another_to_take_at_once()
    {
        const string ns = "rolling-update";
        await cluster.CreateNamespaceAsync(ns);
        await using Replica first = await Replica.StartAsync(cluster, ns);
        ReplicaLease held = await first.LeadsAsync();
        await using Replica second = await Replica.StartAsync(cluster, ns);
        await second.StandsByAsync();

        DateTimeOffset askedAt = TimeProvider.System.GetUtcNow();
        int exitCode = await first.Running.Process.TerminateAsync(AtOnce);
        ReplicaLease taken = await second.LeadsAsync();

        output.WriteLine($"lease taken {taken.AcquiredAt - askedAt} after SIGTERM");
        exitCode.ShouldBe(0);
        first.Running.Process.Errors.Text.ShouldContain($"Lease {ns}/slo-operator is released");
        taken.Holder.ShouldNotBe(held.Holder);
        (taken.AcquiredAt - askedAt).ShouldBeLessThanOrEqualTo(AtOnce);
    }
}
