using System.Globalization;
using SloOperator.Kubernetes.Api;
using SloOperator.Testing.Processes;
using SloOperator.Tests.Store.Children;

namespace SloOperator.Tests.Store;

/// <summary>State files are written to a temporary file, flushed, and renamed: whatever happens, the old or the new state is there whole.</summary>
public sealed class DurableWriteTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Write", "No space left on device")]
    [InlineData("Flush", "Input/output error")]
    [InlineData("Rename", "Input/output error")]
    public async Task A_write_that_the_system_refuses_at_any_step_leaves_the_old_state_whole(
        string call,
        string message
    )
    {
        string said = await RunAsync("refuse", call, _folder.Root);

        said.ShouldStartWith("Writing the status of Gadget default/shop-0 to ");
        said.ShouldContain(message);
        Read(0).ShouldBe(1);
        Directory.GetFiles(_folder.Root, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_rename_the_folder_is_flushed_as_well()
    {
        string said = await RunAsync("refuse", "Open", _folder.Root);

        said.ShouldContain($"cannot open {_folder.At("default")} to flush it: Input/output error");
        Read(0).ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_writer_killed_at_any_moment_leaves_the_old_or_the_new_state_whole(int seed)
    {
        var random = new Random(seed);
        int torn = 0;
        for (int run = 0; run < 60; run++)
        {
            int written = await KillWriterAsync(
                TimeSpan.FromMilliseconds(random.NextDouble() * 40)
            );

            int newest = Enumerable.Range(0, ChildProgram.Objects).Max(Read);
            newest.ShouldBeInRange(written, written + 1);
            torn += Directory.GetFiles(_folder.Root, "*.tmp", SearchOption.AllDirectories).Length;
            ChildProgram.StatesIn(_folder.Root).Prune([]);
        }

        // Else none was killed between the first byte and the rename, and nothing was shown.
        torn.ShouldBeGreaterThan(0);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        CommandResult ended = await ChildProcess.RunAsync("dotnet", Options(arguments), Deadline);
        ended.ExitCode.ShouldBe(0, ended.Errors);
        return ended.Output.TrimEnd();
    }

    /// <summary>Returns the last number that it said was written.</summary>
    private async Task<int> KillWriterAsync(TimeSpan after)
    {
        await using ChildProcess writer = ChildProcess.Start(
            "dotnet",
            Options(["write", _folder.Root])
        );
        await writer.WaitForLineAsync(_ => true, Deadline);
        await Task.Delay(after, TimeProvider.System);
        await writer.KillAsync();
        await writer.WaitForExitAsync(Deadline);
        return int.Parse(writer.Output.Lines[^1], CultureInfo.InvariantCulture);
    }

    private static ChildProcessOptions Options(string[] arguments) =>
        new() { Arguments = [typeof(ChildProgram).Assembly.Location, .. arguments] };

    /// <summary>The number of the state that is there, 0 for none; a mixture fails.</summary>
    private int Read(int number)
    {
        ResourceName name = ChildProgram.NameOf(number);
        if (ChildProgram.StatesIn(_folder.Root).Read(name) is not { } state)
        {
            return 0;
        }

        int written = (int)state.Generation;
        state.SpecHash.ShouldBe($"{written}");
        state
            .StatusNode()!
            .ToJsonString()
            .ShouldBe(ChildProgram.StateOf(written).StatusNode()!.ToJsonString());
        return written;
    }
}
