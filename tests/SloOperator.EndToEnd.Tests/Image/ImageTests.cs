using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;
using SloOperator.Testing.Processes;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Image;

/// <summary>The image, on a base that is made of this machine's own libraries; where no Docker daemon runs, the test says so and ends.</summary>
public sealed class ImageTests(ITestOutputHelper output) : IDisposable
{
    private const string Program = "slo-operator-test-program";
    private const string Base = "slo-operator-test-base";
    private const string Image = "slo-operator-test";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // Beside libc: what the runtime loads by itself, for TLS.
    private static readonly string[] Loaded = ["libssl.so.3", "libcrypto.so.3"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_image_runs_as_nobody_on_a_read_only_root()
    {
        if (await LocalDocker.ObstacleAsync() is { } obstacle)
        {
            output.WriteLine($"NOT RUN: {obstacle}.");
            return;
        }

        try
        {
            await BuildAsync();
            await ShouldRunAsync();
        }
        finally
        {
            await LocalDocker.TryAsync("image", "rm", "--force", Image, Base, Program);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task BuildAsync()
    {
        await ImportAsync(Program, [(Path.GetDirectoryName(OperatorBinary.Path)!, "src/bin")]);
        await ImportAsync(Base, await LibrariesAsync());
        Directory.CreateDirectory(_folder.File("context"));
        await File.WriteAllTextAsync(
            _folder.File("context/Dockerfile"),
            DockerfileText.Of(Program)
        );
        await LocalDocker.RunAsync(
            "build",
            "--network=none",
            "--build-arg",
            $"BASE={Base}",
            "-t",
            Image,
            _folder.File("context")
        );
    }

    private async Task ShouldRunAsync()
    {
        string user = await LocalDocker.RunAsync(
            "image",
            "inspect",
            "--format",
            "{{.Config.User}}",
            Image
        );
        string version = await RunAsync("version");
        string help = await RunAsync("run", "--help");

        output.WriteLine($"user {user}; slo-operator version: {version}");
        user.ShouldBe("65532:65532");
        version.ShouldContain("0.1.0");
        help.ShouldContain("--leader-elect");
        await ServesAsync();
    }

    /// <summary>As the chart has it, but for the cluster.</summary>
    private static Task<string> RunAsync(params IReadOnlyList<string> arguments) =>
        LocalDocker.RunAsync([
            "run",
            "--rm",
            "--read-only",
            "--network=none",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges",
            Image,
            .. arguments,
        ]);

    private async Task ServesAsync()
    {
        string container = await LocalDocker.RunAsync(
            "run",
            "--detach",
            "--read-only",
            "--network=none",
            "--cap-drop=ALL",
            "--tmpfs=/data:uid=65532",
            Image,
            "run",
            "--standalone",
            "/data"
        );
        try
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    CommandResult logs = await LocalDocker.TryAsync("logs", container);
                    (logs.Output + logs.Errors).ShouldContain("Application started");
                },
                Deadline
            );
        }
        finally
        {
            output.WriteLine(
                (await LocalDocker.TryAsync("logs", container)) is var logs
                    ? logs.Output + logs.Errors
                    : ""
            );
            await LocalDocker.TryAsync("rm", "--force", container);
        }
    }

    /// <summary>The libraries that the program is linked to, and those that it loads, each at its own place.</summary>
    private static async Task<IReadOnlyList<(string From, string To)>> LibrariesAsync()
    {
        CommandResult linked = await ChildProcess.RunAsync(
            "ldd",
            new ChildProcessOptions
            {
                Arguments =
                [
                    OperatorBinary.Path,
                    .. Directory.GetFiles(Path.GetDirectoryName(OperatorBinary.Path)!, "*.so"),
                ],
            },
            Deadline
        );
        string[] files =
        [
            .. linked
                .Output.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.StartsWith("/lib", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Where(File.Exists),
        ];
        string folder = Path.GetDirectoryName(
            files.Single(file => file.EndsWith("/libc.so.6", StringComparison.Ordinal))
        )!;
        string usr = "/usr" + folder;
        return
        [
            .. files
                .Concat(Loaded.Select(name => Path.Combine(usr, name)).Where(File.Exists))
                .Select(file => (file, file.TrimStart('/'))),
        ];
    }

    private async Task ImportAsync(string image, IReadOnlyList<(string From, string To)> files)
    {
        string root = _folder.File(image);
        foreach ((string from, string to) in files)
        {
            string target = Path.Combine(root, to);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await RunToolAsync("cp", "-aL", from, target);
        }

        string archive = _folder.File(image + ".tar");
        await RunToolAsync("tar", "-C", root, "-cf", archive, ".");
        await LocalDocker.RunAsync("import", archive, image);
    }

    private static async Task RunToolAsync(string program, params IReadOnlyList<string> arguments)
    {
        CommandResult result = await ChildProcess.RunAsync(
            program,
            new ChildProcessOptions { Arguments = arguments },
            Deadline
        );
        result.ExitCode.ShouldBe(0, result.Errors);
    }
}
