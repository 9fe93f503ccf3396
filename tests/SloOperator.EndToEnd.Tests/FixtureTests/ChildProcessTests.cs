using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Output_errors_and_exit_code_are_kept_apart()
    {
        CommandResult result = await ChildProcess.RunAsync(
            "sh",
            Script("echo out; echo err >&2; exit 3"),
            Patience
        );

        result.ShouldBe(new CommandResult(3, "out\n", "err\n"));
    }

    [Fact]
    public async Task Standard_input_is_handed_over_and_closed()
    {
        CommandResult result = await ChildProcess.RunAsync(
            "cat",
            new ChildProcessOptions { StandardInput = "a\nb\n" },
            Patience
        );

        result.Output.ShouldBe("a\nb\n");
    }

    [Fact]
    public async Task A_program_that_outlives_its_deadline_is_killed_and_said_so()
    {
        TimeoutException failure = await Should.ThrowAsync<TimeoutException>(() =>
            ChildProcess.RunAsync(
                "sh",
                Script("echo waiting; exec tail -f /dev/null"),
                TimeSpan.FromSeconds(5)
            )
        );

        failure.Message.ShouldContain("waiting");
    }

    [Fact]
    public async Task A_polite_end_lets_the_program_choose_its_exit_code()
    {
        await using ChildProcess child = ChildProcess.Start(
            "sh",
            Script("tail -f /dev/null & trap 'kill $!; exit 7' TERM; echo ready; wait")
        );
        await child.WaitForLineAsync(line => line is "ready", Patience);

        (await child.TerminateAsync(Patience)).ShouldBe(7);
    }

    [Fact]
    public async Task A_killed_program_takes_its_children_along_even_when_frozen()
    {
        await using ChildProcess child = ChildProcess.Start(
            "sh",
            Script("tail -f /dev/null & echo $!; wait")
        );
        int grandchild = int.Parse(await child.WaitForLineAsync(_ => true, Patience));

        child.Freeze();
        await child.KillAsync();

        child.HasExited.ShouldBeTrue();
        await Eventually.HoldsAsync(
            () =>
            {
                Runs(grandchild).ShouldBeFalse();
                return Task.CompletedTask;
            },
            Patience
        );
    }

    [Fact]
    public async Task A_frozen_program_has_stopped_when_freezing_it_returns()
    {
        await using ChildProcess child = ChildProcess.Start("sh", Script("while :; do :; done"));

        // The kernel takes its time with about one of several hundred.
        for (int round = 0; round < 2_000; round++)
        {
            child.Freeze();
            string stat = await File.ReadAllTextAsync($"/proc/{child.Id}/stat");
            stat.ShouldContain(") T ");
            child.Thaw();
        }
    }

    [Fact]
    public async Task Waiting_for_a_line_ends_with_the_program()
    {
        await using ChildProcess child = ChildProcess.Start("sh", Script("echo something else"));

        TimeoutException failure = await Should.ThrowAsync<TimeoutException>(() =>
            child.WaitForLineAsync(line => line is "ready", Patience)
        );

        failure.Message.ShouldContain(
            "ended without the awaited line; it last wrote: something else"
        );
    }

    [Fact]
    public void A_missing_program_is_named()
    {
        InvalidOperationException failure = Should.Throw<InvalidOperationException>(() =>
            ChildProcess.Start("no-such-program")
        );

        failure.Message.ShouldContain("no-such-program");
    }

    private static ChildProcessOptions Script(string script) =>
        new() { Arguments = ["-c", script] };

    // A process that nobody has reaped yet is still listed, with an empty command line.
    private static bool Runs(int processId) =>
        File.Exists($"/proc/{processId}/cmdline")
        && File.ReadAllText($"/proc/{processId}/cmdline").Length > 0;
}
