using System.CommandLine;
using SloOperator.Kubernetes.Auth;

namespace SloOperator.Cli;

/// <summary>The commands, and what a failing one leaves on stderr: one clear line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        CancellationToken ct
    )
    {
        ParseResult parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            string usage = string.Join(
                "; ",
                parsed.Errors.Select(problem => OneLine(problem.Message).TrimEnd('.'))
            );
            await error.WriteLineAsync(
                $"slo-operator: {usage} (see slo-operator {CommandPath(parsed)}--help)"
            );
            return ExitCodes.Usage;
        }

        parsed.InvocationConfiguration.Output = output;
        parsed.InvocationConfiguration.Error = error;
        parsed.InvocationConfiguration.EnableDefaultExceptionHandler = false;
        // The host of `run` ends at signals by itself, and may need longer than the library's two seconds to give the lease back.
        parsed.InvocationConfiguration.ProcessTerminationTimeout = null;
        try
        {
            return await parsed.InvokeAsync(parsed.InvocationConfiguration, ct);
        }
        catch (CommandException e)
        {
            await error.WriteLineAsync($"slo-operator: {e.Message}");
            return e.ExitCode;
        }
        catch (Exception e) when (e is KubeconfigException or IOException)
        {
            await error.WriteLineAsync($"slo-operator: {e.Message}");
            return ExitCodes.Usage;
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand(
            "Error budgets of teams, from Prometheus into the status of their TeamSLOs."
        )
        {
            RunCommand.Create(),
            EvaluateCommand.Create(),
            GateCommand.Create(),
            ValidateCommand.Create(),
            RulesCommand.Create(),
            VersionCommand.Create(),
        };
        return root;
    }

    /// <summary>The library lists permitted values below one another.</summary>
    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
