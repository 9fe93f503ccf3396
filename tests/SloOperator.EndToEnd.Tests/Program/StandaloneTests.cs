using SloOperator.Testing;
using SloOperator.Testing.Processes;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Program;

public sealed class StandaloneTests(SteadyShop shop, ITestOutputHelper output)
    : IClassFixture<SteadyShop>,
        IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);
    private static readonly SloManifest Checkout = new("shop", "checkout");
    private static readonly SloManifest Search = new("shop", "search") { Target = "99" };

    private readonly StandaloneFolder _folder = new();

    [Fact]
    public async Task Statuses_are_written_below_the_folder_and_follow_its_manifests()
    {
        _folder.Write(Checkout);
        _folder.Write(Search);
        await using RunningBinary running = await StartAsync();

        StatusText first = await _folder.StatusAsync(
            Checkout,
            status => status.Verdict.ShouldBe("Measured"),
            Deadline
        );
        await _folder.StatusAsync(Search, status => status.Verdict.ShouldBe("Measured"), Deadline);
        _folder.Write(Checkout with { Target = "99" });
        StatusText edited = await _folder.StatusAsync(
            Checkout,
            status => status.Target.ShouldBe("99"),
            Deadline
        );
        _folder.Delete(Search.Name);
        await Eventually.HoldsAsync(
            () =>
            {
                _folder.HasStatus(Search).ShouldBeFalse();
                return Task.CompletedTask;
            },
            Deadline
        );
        IReadOnlyList<decimal> figures = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                // The gauges go a moment after the file.
                figures = await running.SamplesAsync("slo_operator_budget_remaining_ratio");
                figures.ShouldHaveSingleItem();
            },
            Deadline
        );

        // One request in 60 fails: a third of 5 %, five thirds of 1 %.
        first.Remaining.ShouldBe(0.6667m, 0.001m);
        edited.Remaining.ShouldBe(-0.6667m, 0.001m);
        edited.ObservedGeneration.ShouldBe(2);
        figures[0].ShouldBe(-0.6667m, 0.001m);
    }

    [Fact]
    public async Task A_broken_file_is_reported_while_the_others_go_on()
    {
        _folder.Write("broken", "apiVersion: [");
        await using RunningBinary running = await StartAsync();

        _folder.Write(Checkout);
        await _folder.StatusAsync(
            Checkout,
            status => status.Verdict.ShouldBe("Measured"),
            Deadline
        );
        (_, string health) = await running.GetAsync("/readyz");
        _folder.Write("broken", Search.ToString());
        await _folder.StatusAsync(Search, status => status.Verdict.ShouldBe("Measured"), Deadline);

        running.Process.Errors.Text.ShouldMatch(@"broken\.yaml:\d+: is not YAML");
        health.ShouldContain($"1 objects and 1 problems in {_folder.Path}");
    }

    [Fact]
    public async Task SIGTERM_ends_it_at_once_with_exit_code_0()
    {
        _folder.Write(Checkout);
        await using RunningBinary running = await StartAsync();
        await _folder.StatusAsync(
            Checkout,
            status => status.Verdict.ShouldBe("Measured"),
            Deadline
        );

        int exitCode = await running.Process.TerminateAsync(Prompt);

        exitCode.ShouldBe(0, running.Process.Tail());
        running.Process.Output.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        await using RunningBinary running = await StartAsync();

        CommandResult second = await OperatorBinary.RunAsync(
            "run",
            "--standalone",
            _folder.Path,
            "--listen",
            running.Listen
        );

        second.ExitCode.ShouldBe(1);
        second.Errors.ShouldBe(
            $"slo-operator: Failed to bind to address http://{running.Listen}: address already in use.\n"
        );
    }

    [Fact]
    public async Task Start_and_memory_are_those_of_a_small_program()
    {
        _folder.Write(Checkout);
        long started = TimeProvider.System.GetTimestamp();
        await using RunningBinary running = await StartAsync();
        TimeSpan ready = TimeProvider.System.GetElapsedTime(started);
        await _folder.StatusAsync(
            Checkout,
            status => status.Verdict.ShouldBe("Measured"),
            Deadline
        );
        TimeSpan written = TimeProvider.System.GetElapsedTime(started);
        long rss = ResidentKibibytes(running.Process.Id);

        output.WriteLine($"ready after {ready.TotalMilliseconds:F0} ms");
        output.WriteLine($"first status after {written.TotalMilliseconds:F0} ms");
        output.WriteLine($"resident {rss / 1024} MiB");
        // The benchmarks hold the figures; here a slip by an order of magnitude is caught on any machine.
        ready.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        rss.ShouldBeInRange(10 * 1024, 200 * 1024);
    }

    public void Dispose() => _folder.Dispose();

    private static long ResidentKibibytes(int processId) =>
        File.ReadLines($"/proc/{processId}/status")
            .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]))
            .Single();

    private Task<RunningBinary> StartAsync() =>
        RunningBinary.StartReadyAsync("--standalone", _folder.Path, "--prometheus-url", shop.Url);
}
