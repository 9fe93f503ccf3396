using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Image;

/// <summary>The docker command of this machine.</summary>
internal static class LocalDocker
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>Null: a daemon answers; else why the image cannot be built here.</summary>
    public static async Task<string?> ObstacleAsync()
    {
        try
        {
            CommandResult found = await TryAsync("info", "--format", "{{.ServerVersion}}");
            return found.ExitCode == 0
                ? null
                : $"no Docker daemon answers ({found.Errors.Trim()}); start one, or set DOCKER_HOST";
        }
        catch (InvalidOperationException)
        {
            return "there is no docker command; install Debian's docker.io and start its daemon";
        }
    }

    public static async Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        CommandResult result = await TryAsync(arguments);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new CommandFailedException("docker " + string.Join(' ', arguments), result);
    }

    public static Task<CommandResult> TryAsync(params IReadOnlyList<string> arguments) =>
        ChildProcess.RunAsync(
            "docker",
            new ChildProcessOptions
            {
                Arguments = arguments,
                // The builder that every daemon has, with or without plugins.
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["DOCKER_BUILDKIT"] = "0",
                },
            },
            Deadline
        );
}
