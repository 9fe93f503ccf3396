using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

/// <summary>The published program, as a user starts it at a shell.</summary>
internal static class OperatorBinary
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Nothing of the machine's own cluster, and no tracing, may reach the tests.</summary>
    private static readonly Dictionary<string, string?> Environment = new(StringComparer.Ordinal)
    {
        ["KUBECONFIG"] = null,
        ["KUBERNETES_SERVICE_HOST"] = null,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = null,
    };

    /// <summary>For a test that starts it through another program.</summary>
    public static string Path
    {
        get
        {
            string program = RepositoryRoot.File("bin", "slo-operator");
            return File.Exists(program)
                ? program
                : throw new FileNotFoundException(
                    "bin/slo-operator is missing: run `make build`.",
                    program
                );
        }
    }

    public static ChildProcess Start(params IReadOnlyList<string> arguments) =>
        ChildProcess.Start(Path, Options(arguments));

    /// <summary>To its end.</summary>
    public static Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) =>
        ChildProcess.RunAsync(Path, Options(arguments), Deadline);

    private static ChildProcessOptions Options(IReadOnlyList<string> arguments) =>
        new() { Arguments = arguments, Environment = Environment };
}
