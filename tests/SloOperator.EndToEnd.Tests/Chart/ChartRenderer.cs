using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>helm where it is on PATH, else tests/render-chart, which is made of helm's own parts; both take the same values and say the same errors.</summary>
internal static class ChartRenderer
{
    public const string Namespace = "slo-system";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly Lock Turn = new();
    private static Task<string>? _built;

    private static string Folder => RepositoryRoot.File("charts", "slo-operator");

    /// <summary>Of the values in a file beside the tests; the newest cluster that we know unless told another.</summary>
    public static async Task<RenderedChart> RenderAsync(
        string values,
        string kubeVersion = "v1.30.0",
        string ns = Namespace
    )
    {
        CommandResult result = await TryAsync(ValuesFile(values), kubeVersion, ns);
        result.ExitCode.ShouldBe(0, result.Errors);
        return RenderedChart.Parse(result.Output);
    }

    /// <summary>Of any file, whatever comes of it.</summary>
    public static Task<CommandResult> TryAsync(string valuesFile, string kubeVersion, string ns) =>
        Helm() is { } helm
            ? RunAsync(
                helm,
                [
                    "template",
                    "slo-operator",
                    Folder,
                    "-n",
                    ns,
                    "--kube-version",
                    kubeVersion,
                    "-f",
                    valuesFile,
                ]
            )
            : RunOursAsync([
                "-namespace",
                ns,
                "-kube-version",
                kubeVersion,
                "-f",
                valuesFile,
                Folder,
            ]);

    /// <summary>What is told after an install.</summary>
    public static async Task<string> NotesAsync(string values)
    {
        string file = ValuesFile(values);
        CommandResult result = await (
            Helm() is { } helm
                ? RunAsync(
                    helm,
                    [
                        "install",
                        "slo-operator",
                        Folder,
                        "--dry-run=client",
                        "-n",
                        Namespace,
                        "-f",
                        file,
                    ]
                )
                : RunOursAsync(["-notes", "-namespace", Namespace, "-f", file, Folder])
        );
        result.ExitCode.ShouldBe(0, result.Errors);
        return result.Output;
    }

    public static string ValuesFile(string name) =>
        RepositoryRoot.File(
            "tests",
            "SloOperator.EndToEnd.Tests",
            "Chart",
            "Values",
            name + ".yaml"
        );

    private static string? Helm() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "helm"))
            .FirstOrDefault(File.Exists);

    private static async Task<CommandResult> RunOursAsync(IReadOnlyList<string> arguments) =>
        await RunAsync(await BuiltAsync(), arguments);

    private static Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments) =>
        ChildProcess.RunAsync(program, new ChildProcessOptions { Arguments = arguments }, Deadline);

    /// <summary>Once for all tests.</summary>
    private static Task<string> BuiltAsync()
    {
        lock (Turn)
        {
            return _built ??= BuildAsync();
        }
    }

    // From Debian's sources of the libraries, off the network.
    private static async Task<string> BuildAsync()
    {
        string program = RepositoryRoot.File("artifacts", "render-chart");
        CommandResult built = await ChildProcess.RunAsync(
            "go",
            new ChildProcessOptions
            {
                Arguments = ["build", "-o", program, "."],
                WorkingDirectory = RepositoryRoot.File("tests", "render-chart"),
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["GO111MODULE"] = "off",
                    ["GOPATH"] = "/usr/share/gocode",
                    ["GOFLAGS"] = "",
                },
            },
            Deadline
        );
        return built.ExitCode == 0
            ? program
            : throw new InvalidOperationException(
                $"Building tests/render-chart failed; scripts/install-servers.sh installs what it needs. Go says: {built.Errors}"
            );
    }
}
