namespace SloOperator.Cli;

/// <summary>Ends a command with one line on stderr: what was attempted, what was found, what to change.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCodes.Usage)
    : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
