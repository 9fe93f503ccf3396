using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Store;

/// <summary>The problems that stand now. Each is logged when it appears, and again only after it was gone in between.</summary>
internal sealed partial class ProblemList(ILogger log)
{
    private const int MostLines = 100;

    public IReadOnlyCollection<ManifestProblem> Current { get; private set; } = [];

    /// <summary>Raised after the list has become another one.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "There is one sender; the argument is the whole message."
    )]
    public event Action? Changed;

    public void Replace(IEnumerable<ManifestProblem> problems)
    {
        ManifestProblem[] now = [.. problems.Distinct()];
        ManifestProblem[] added = [.. now.Except(Current)];
        bool same = added.Length == 0 && now.Length == Current.Count;
        Current = now;
        foreach (ManifestProblem problem in added.Take(MostLines))
        {
            LogProblem(log, problem.ToString());
        }

        if (added.Length > MostLines)
        {
            LogMore(log, added.Length - MostLines);
        }

        if (!same)
        {
            Changed?.Invoke();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Manifest problem: {Problem}")]
    private static partial void LogProblem(ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} more manifest problems like these")]
    private static partial void LogMore(ILogger log, int count);
}
