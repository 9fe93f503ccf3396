using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Clusters;

/// <summary>Runs the kubectl of TEST_ASSET_KUBECTL, else of PATH.</summary>
public sealed class KubectlRunner
{
    private readonly string? _kubeconfigFile;

    public KubectlRunner(string kubeconfigFile)
        : this((string?)kubeconfigFile, TimeSpan.FromSeconds(60)) { }

    private KubectlRunner(string? kubeconfigFile, TimeSpan deadline)
    {
        _kubeconfigFile = kubeconfigFile;
        Deadline = deadline;
    }

    /// <summary>For each command; kubectl is killed after it.</summary>
    public TimeSpan Deadline { get; init; }

    /// <summary>With the kubeconfig that a user at this shell would have.</summary>
    public static KubectlRunner FromEnvironment() => new(null, TimeSpan.FromSeconds(60));

    /// <summary>Throws <see cref="CommandFailedException"/> when kubectl says no.</summary>
    public Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) =>
        SucceedAsync(arguments, input: null);

    /// <summary>kubectl apply -f - with the manifest, YAML or JSON.</summary>
    public Task<CommandResult> ApplyAsync(
        string manifest,
        params IReadOnlyList<string> arguments
    ) => SucceedAsync(["apply", "-f", "-", .. arguments], manifest);

    /// <summary>For commands that are expected to fail: any exit code is returned.</summary>
    public Task<CommandResult> TryAsync(IReadOnlyList<string> arguments, string? input = null)
    {
        ChildProcessOptions options = new()
        {
            Arguments = [.. ConnectionFlags(), .. arguments],
            StandardInput = input,
        };
        return ChildProcess.RunAsync(Program(), options, Deadline);
    }

    private static string Program() =>
        Environment.GetEnvironmentVariable("TEST_ASSET_KUBECTL") is { Length: > 0 } program
            ? program
            : "kubectl";

    // A cache of its own: the discovery cache in the home folder is keyed by port, and ports come back with other clusters.
    private string[] ConnectionFlags() =>
        _kubeconfigFile is null
            ? []
            : [$"--kubeconfig={_kubeconfigFile}", $"--cache-dir={_kubeconfigFile}.cache"];

    private async Task<CommandResult> SucceedAsync(IReadOnlyList<string> arguments, string? input)
    {
        CommandResult result = await TryAsync(arguments, input);
        return result.ExitCode == 0
            ? result
            : throw new CommandFailedException("kubectl " + string.Join(' ', arguments), result);
    }
}
