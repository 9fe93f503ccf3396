using System.Globalization;
using SloOperator.Testing.Processes;
using SloOperator.Tests.Store.Children;

namespace SloOperator.Tests.Store;

/// <summary>A folder as large as a large company's.</summary>
public sealed class ManyFilesTests(ManyFiles files) : IClassFixture<ManyFiles>
{
    private readonly LoadedFolder _folder = new(files.Root);

    [Fact]
    public void Five_thousand_files_are_read_in_seconds()
    {
        TimeSpan before = Posix.ThreadTime();

        _folder.Look();

        // Two seconds here; a slip to the square would be minutes.
        (Posix.ThreadTime() - before).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        _folder.Count.ShouldBe(ManyFiles.Count);
    }

    [Fact]
    public void Of_five_thousand_files_the_changed_one_alone_is_read_again()
    {
        _folder.Look();
        _folder.Changed.Clear();

        string path = files.Write(7, size: 22);
        _folder.Look();
        long before = ReadBytes();
        _folder.Look();
        long read = ReadBytes() - before;

        _folder.Changed.ShouldBe([new("default", "shop-7")]);
        // With what it costs to ask, and far less than another eighty bytes of each file.
        read.ShouldBeInRange(new FileInfo(path).Length, 20_000);
    }

    [Fact]
    public void A_look_at_five_thousand_files_that_rest_costs_little_memory()
    {
        _folder.Look();
        _folder.Look();
        _folder.Changed.Clear();

        long before = GC.GetAllocatedBytesForCurrentThread();
        _folder.Look();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        _folder.Changed.ShouldBeEmpty();
        // Paths and their stamps, 700 bytes a file: looks come every three seconds.
        allocated.ShouldBeLessThan(ManyFiles.Count * 800L);
    }

    [Fact]
    public async Task Five_thousand_objects_hold_few_megabytes()
    {
        CommandResult ended = await ChildProcess.RunAsync(
            "dotnet",
            new() { Arguments = [typeof(ChildProgram).Assembly.Location, "load", files.Root] },
            TimeSpan.FromMinutes(2)
        );

        string[] said = ended.Output.Trim().Split(' ');
        said[0].ShouldBe($"{ManyFiles.Count}", ended.Errors);
        long.Parse(said[1], CultureInfo.InvariantCulture).ShouldBeLessThan(40L * 1024 * 1024);
    }

    /// <summary>What this thread has read of files so far, this question included.</summary>
    private static long ReadBytes() =>
        File.ReadLines("/proc/thread-self/io")
            .Where(line => line.StartsWith("rchar:", StringComparison.Ordinal))
            .Select(line => long.Parse(line["rchar:".Length..], CultureInfo.InvariantCulture))
            .Single();
}
