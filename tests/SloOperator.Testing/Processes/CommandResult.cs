namespace SloOperator.Testing.Processes;

public sealed record CommandResult(int ExitCode, string Output, string Errors);
