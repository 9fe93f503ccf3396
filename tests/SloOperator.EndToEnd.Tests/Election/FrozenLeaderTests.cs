using SloOperator.EndToEnd.Tests.Program;
using SloOperator.EndToEnd.Tests.Resilience;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Election;

/// <summary>Two operators as processes, with the times of real life.</summary>
public sealed class FrozenLeaderTests(AuditedCluster cluster, ITestOutputHelper output)
    : IClassFixture<AuditedCluster>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Handover = TimeSpan.FromSeconds(17);
    private static readonly TimeSpan FrozenFor = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_leader_that_was_frozen_for_a_minute_writes_no_more_and_exits_with_an_error()
    {
        SloManifest slo = new("frozen", "checkout");
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await cluster.ApplyAsync(slo);
        await using Replica first = await StartAsync("first", slo.Namespace);
        await first.LeadsAsync();
        await using Replica second = await StartAsync("second", slo.Namespace);
        await second.StandsByAsync();
        await cluster.StatusAsync(slo, status => status.Verdict.ShouldBe("Measured"), Deadline);

        first.Running.Process.Freeze();
        DateTimeOffset frozenAt = TimeProvider.System.GetUtcNow();
        SloManifest edited = slo with { Target = "99" };
        await cluster.ApplyAsync(edited);
        ReplicaLease taken = await second.LeadsAsync();
        await cluster.StatusAsync(edited, status => status.Target.ShouldBe("99"), Deadline);
        await KeepEditingAsync(edited, frozenAt + FrozenFor);
        first.Running.Process.Thaw();
        int exitCode = await first.Running.Process.WaitForExitAsync(Deadline);
        SloManifest afterwards = slo with { Target = "98" };
        await cluster.ApplyAsync(afterwards);
        await cluster.StatusAsync(afterwards, status => status.Target.ShouldBe("98"), Deadline);

        IReadOnlyList<DateTimeOffset> writes = await cluster.WritesOfAsync("first");
        output.WriteLine($"lease taken {taken.AcquiredAt - frozenAt} after SIGSTOP");
        writes.ShouldNotBeEmpty();
        writes.ShouldAllBe(at => at < taken.AcquiredAt);
        (await cluster.WritesOfAsync("second"))[^1].ShouldBeGreaterThan(frozenAt + FrozenFor);
        exitCode.ShouldBe(1);
        (taken.AcquiredAt - frozenAt).ShouldBeLessThanOrEqualTo(Handover);
        ReplicaLease now = await ReplicaLease.ReadAsync(cluster.Kubectl, slo.Namespace);
        now.ShouldBe(taken);
    }

    /// <summary>So that the frozen one has much to do when it wakes up.</summary>
    private async Task KeepEditingAsync(SloManifest slo, DateTimeOffset until)
    {
        for (int number = 0; TimeProvider.System.GetUtcNow() < until; number++)
        {
            SloManifest edited = slo with { Description = $"They can pay {number} times." };
            await cluster.ApplyAsync(edited);
            await cluster.StatusAsync(edited, _ => { }, Deadline);
        }
    }

    private Task<Replica> StartAsync(string user, string ns) =>
        Replica.StartAsync(cluster, ns, cluster.Cluster.WriteKubeconfig(user, "system:masters"));
}
