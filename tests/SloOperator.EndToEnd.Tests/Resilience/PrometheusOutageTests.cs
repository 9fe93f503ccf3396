using SloOperator.EndToEnd.Tests.Program;

namespace SloOperator.EndToEnd.Tests.Resilience;

public sealed class PrometheusOutageTests(SteadyShop shop) : IClassFixture<SteadyShop>
{
    // A live window is read once a minute and a pass is every 30 s; the second pass that fails is the news.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(150);

    private static readonly SloManifest Slo = new("shop", "checkout");

    [Fact]
    public async Task A_killed_Prometheus_leaves_the_last_good_figures_marked_as_stale_until_it_is_back()
    {
        using StandaloneFolder folder = new();
        folder.Write(Slo);
        await using RunningBinary running = await RunningBinary.StartReadyAsync(
            "--standalone",
            folder.Path,
            "--prometheus-url",
            shop.Url
        );

        StatusText fresh = await folder.StatusAsync(Slo, IsFresh, Deadline);
        await shop.Server.KillAsync();
        StatusText stale = await folder.StatusAsync(Slo, IsStale, Deadline);
        (_, string health) = await running.GetAsync("/readyz");
        await shop.Server.RestartAsync();
        StatusText again = await folder.StatusAsync(Slo, IsFresh, Deadline);

        stale.Remaining.ShouldBe(fresh.Remaining);
        stale.Condition("BudgetHealthy").ShouldStartWith("Unknown/");
        stale.Message.ShouldContain("connection refused");
        health.ShouldStartWith("ok\n");
        again.Remaining.ShouldBe(fresh.Remaining);
        again.Condition("BudgetHealthy").ShouldBe("True/WithinBudget");
    }

    private static void IsFresh(StatusText status)
    {
        status.Verdict.ShouldBe("Measured");
        status.Condition("DataFresh").ShouldBe("True/AllMeasured");
    }

    private static void IsStale(StatusText status)
    {
        status.Verdict.ShouldBe("Stale");
        status.Condition("DataFresh").ShouldBe("False/Stale");
    }
}
