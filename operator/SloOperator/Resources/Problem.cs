namespace SloOperator.Resources;

/// <summary>One thing wrong with a spec: where, such as spec.objectives[1].indicator.latency.threshold, and what was found there and what to change.</summary>
internal readonly record struct Problem(string Path, string Message)
{
    /// <summary>What kept an object from being decoded; each line is a JSON path, with or without its $, and what was found there.</summary>
    public static IReadOnlyList<Problem> OfDecoding(string error) =>
        [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(OfLine)];

    private static Problem OfLine(string line)
    {
        string[] parts = line.Split(": ", 2);
        string path = parts[0].StartsWith("$.", StringComparison.Ordinal)
            ? parts[0][2..]
            : parts[0];
        return parts.Length == 2 ? new Problem(path, parts[1]) : new Problem("spec", line);
    }

    public override string ToString() => $"{Path}: {Message}";
}
