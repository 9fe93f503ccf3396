using System.Net;
using System.Net.Sockets;

namespace SloOperator.Tests.Cli;

public sealed class RunCommandTests : CliScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_run_that_is_asked_to_stop_ends_with_0_and_without_a_word()
    {
        WriteCheckout();
        using var stop = new CancellationTokenSource();
        Task<CliRun> running = RunAsync(
            ["run", "--standalone", Folder.Root, "--listen", "127.0.0.1:0"],
            stop.Token
        );
        // Without an endpoint the spec cannot be used, which is said at once.
        await Testing.Eventually.HoldsAsync(
            async () =>
                (
                    await File.ReadAllTextAsync(
                        Folder.At(".slo-operator", "teamslos", "shop", "checkout.json")
                    )
                ).ShouldContain("InvalidSpec"),
            Patience
        );

        await stop.CancelAsync();

        CliRun run = await running.WaitAsync(Patience, TimeProvider.System);
        (run.ExitCode, run.Output, run.Error).ShouldBe((0, "", ""));
    }

    [Fact]
    public async Task A_port_in_use_gets_one_line_and_nothing_is_written()
    {
        WriteCheckout();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        CliRun run = await RunAsync(
            "run",
            "--standalone",
            Folder.Root,
            "--listen",
            other.LocalEndpoint.ToString()!
        );

        run.Complaint.ShouldContain(other.LocalEndpoint.ToString()!);
        Directory.Exists(Folder.At(".slo-operator")).ShouldBeFalse();
    }
}
