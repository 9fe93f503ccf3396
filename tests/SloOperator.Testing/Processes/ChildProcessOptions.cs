namespace SloOperator.Testing.Processes;

/// <summary>How a child process is started; nothing of it goes through a shell.</summary>
public sealed record ChildProcessOptions
{
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to the environment of the tests; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    public string? WorkingDirectory { get; init; }

    /// <summary>Both output streams are appended to it whole, however little of them is kept in memory; null: memory only.</summary>
    public string? LogFile { get; init; }

    /// <summary>Written to the process, then its input is closed; null: the input is closed at once.</summary>
    public string? StandardInput { get; init; }
}
