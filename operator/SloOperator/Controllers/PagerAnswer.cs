using SloOperator.Domain.OnCall;

namespace SloOperator.Controllers;

/// <summary>What a pager said of one range: all of it, or nothing.</summary>
internal abstract record PagerAnswer
{
    private PagerAnswer() { }

    /// <param name="Incidents">One for each time a person was woken, sorted by start.</param>
    /// <param name="Shifts">Of those who are paged first, sorted by start; may reach beyond the range, and overlap where two people are.</param>
    /// <param name="Warnings">What was left out and why, a line each; fit for a status.</param>
    internal sealed record Answered(
        IReadOnlyList<Incident> Incidents,
        IReadOnlyList<Shift> Shifts,
        IReadOnlyList<string> Warnings
    ) : PagerAnswer;

    /// <param name="Reason">What was attempted, what came back and what to change, in one line fit for a status.</param>
    /// <param name="RetryAt">Before it the pager would refuse again; null when it did not say.</param>
    internal sealed record Failed(string Reason, DateTimeOffset? RetryAt = null) : PagerAnswer;
}
