namespace SloOperator.Testing.Processes;

/// <summary>A program ended with another exit code than the test needs; the message holds what it wrote.</summary>
public sealed class CommandFailedException(string command, CommandResult result)
    : Exception(
        $"{command} ended with {result.ExitCode}: {result.Errors.Trim()} {result.Output.Trim()}"
    )
{
    public CommandResult Result { get; } = result;
}
