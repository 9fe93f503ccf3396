using SloOperator.EndToEnd.Tests.Program;

namespace SloOperator.EndToEnd.Tests.Resilience;

public sealed class RestartTests(OwnCluster cluster) : IClassFixture<OwnCluster>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task After_the_API_server_was_killed_and_restarted_all_is_as_if_it_had_not_been()
    {
        await cluster.CreateNamespaceAsync("disturbed");
        await cluster.CreateNamespaceAsync("undisturbed");
        SloManifest slo = new("disturbed", "checkout");
        SloManifest edited = slo with { Target = "99", Description = "They still can." };
        await cluster.ApplyAsync(slo);
        await using RunningBinary running = await StartAsync();
        await cluster.StatusAsync(slo, Measured, Deadline);

        await cluster.Cluster.KillApiServerAsync();
        await running.Process.WaitForLineAsync(
            line =>
                line.Contains("eflector", StringComparison.Ordinal)
                && line.Contains("refused", StringComparison.Ordinal),
            Deadline
        );
        (_, string whileDown) = await running.GetAsync("/healthz");
        await cluster.Cluster.StartApiServerAgainAsync();
        await cluster.ApplyAsync(edited);
        StatusText disturbed = await cluster.StatusAsync(edited, Measured, Deadline);
        StatusText twin = await TwinAsync(slo with { Namespace = "undisturbed" }, edited);

        whileDown.ShouldStartWith("ok\n");
        disturbed.Remaining.ShouldBe(-0.6667m, 0.001m);
        disturbed.Figures.ShouldBe(twin.Figures);
        disturbed.ObservedGeneration.ShouldBe(twin.ObservedGeneration);
    }

    [Fact]
    public async Task A_killed_and_restarted_operator_finds_the_same_and_writes_nothing()
    {
        await cluster.CreateNamespaceAsync("restarted");
        // What used its budget up is over: of a fault that goes on, each bucket would be written.
        SloManifest slo = new("restarted", "checkout") { App = "earlier", Target = "97" };
        SloManifest other = new("restarted", "search");
        await cluster.ApplyAsync(slo, other);
        StatusText before;
        StatusText otherBefore;
        await using (RunningBinary first = await StartAsync())
        {
            // The last that is written of it: its budget is used up.
            before = await cluster.StatusAsync(slo, Delivered, Deadline);
            otherBefore = await cluster.StatusAsync(other, Measured, Deadline);
            await first.Process.KillAsync();
        }

        await using RunningBinary second = await StartAsync();
        await Testing.Eventually.HoldsAsync(
            async () =>
                (
                    await second.SamplesAsync(
                        "slo_operator_budget_remaining_ratio",
                        "namespace=\"restarted\""
                    )
                )
                    .Select(figure => decimal.Round(figure, 2))
                    .Order()
                    .ShouldBe([-0.33m, 0.67m]),
            Deadline
        );
        SloManifest edited = other with { Description = "They find things." };
        await cluster.ApplyAsync(edited);
        StatusText otherAfter = await cluster.StatusAsync(edited, Measured, Deadline);
        StatusText after = await cluster.ReadAsync(slo);

        // The edited one shows that the second operator writes when there is something to write.
        after.ResourceVersion.ShouldBe(before.ResourceVersion);
        after.Figures.ShouldBe(before.Figures);
        after.Conditions.ShouldBe(before.Conditions);
        otherAfter.Figures.ShouldBe(otherBefore.Figures);
        otherAfter.TransitionTimes.ShouldBe(otherBefore.TransitionTimes);
    }

    private static void Measured(StatusText status) => status.Verdict.ShouldBe("Measured");

    private static void Delivered(StatusText status)
    {
        Measured(status);
        status.Condition("TicketsDelivered").ShouldBe("True/Delivered");
    }

    private async Task<StatusText> TwinAsync(SloManifest first, SloManifest edited)
    {
        SloManifest twin = edited with { Namespace = first.Namespace };
        await cluster.ApplyAsync(first);
        await cluster.StatusAsync(first, Measured, Deadline);
        await cluster.ApplyAsync(twin);
        return await cluster.StatusAsync(twin, Measured, Deadline);
    }

    private Task<RunningBinary> StartAsync() =>
        RunningBinary.StartReadyAsync(
            "--kubeconfig",
            cluster.Cluster.KubeconfigFile,
            "--prometheus-url",
            cluster.PrometheusUrl
        );
}
