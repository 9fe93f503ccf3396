using System.Net;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

public sealed class DeadServerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Without_an_API_server_it_lives_keeps_trying_and_says_what_it_waits_for()
    {
        using TemporaryFolder folder = new();
        await using RunningBinary running = RunningBinary.Start(
            "--kubeconfig",
            DeadServer.WriteKubeconfig(folder)
        );

        await running.AnswersAsync("/healthz", HttpStatusCode.OK);
        await running.AnswersAsync("/readyz", HttpStatusCode.ServiceUnavailable);
        // Nobody has told anything yet in its first moment.
        await Testing.Eventually.HoldsAsync(
            async () =>
                (await running.GetAsync("/readyz")).Body.ShouldContain(
                    "[-] resources: waiting for the first full read of TeamSLOs"
                ),
            Deadline
        );
        await Testing.Eventually.HoldsAsync(
            async () =>
                (
                    await running.SumAsync(
                        "slo_operator_kube_requests_total",
                        "verb=\"list\"",
                        "code=\"none\""
                    )
                ).ShouldBeGreaterThan(4),
            Deadline
        );
        int exitCode = await running.Process.TerminateAsync(Deadline);

        running.Process.Errors.Text.ShouldContain("Listing teamslos failed; trying again in");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_candidate_without_an_API_server_stands_by_and_ends_at_SIGTERM()
    {
        using TemporaryFolder folder = new();
        await using RunningBinary running = RunningBinary.Start(
            "--kubeconfig",
            DeadServer.WriteKubeconfig(folder),
            "--leader-elect",
            "true"
        );

        await running.AnswersAsync("/readyz", HttpStatusCode.OK);
        await running.Process.WaitForLineAsync(
            line => line.Contains("Lease slo-operator/slo-operator: GET", StringComparison.Ordinal),
            Deadline
        );
        (_, string says) = await running.GetAsync("/readyz");
        int exitCode = await running.Process.TerminateAsync(Deadline);

        says.ShouldContain("[+] operator: standing by as ");
        exitCode.ShouldBe(0);
    }
}
