using SloOperator.Domain.Budgets;

namespace SloOperator.Domain.OnCall;

/// <summary>What one source knows of the pages of one rotation.</summary>
public sealed record PageHistory
{
    /// <summary>Sorted by start; the fewest that the data can mean, which is what is judged.</summary>
    public required IReadOnlyList<Incident> Incidents { get; init; }

    /// <summary>When each incident began if every flap was one; sorted. Equal to the starts of <see cref="Incidents"/> where the source tells pages apart itself.</summary>
    public required IReadOnlyList<DateTimeOffset> UpperStarts { get; init; }

    /// <summary>What was asked about and answered; outside of it nothing is known.</summary>
    public required TimeRange Known { get; init; }

    /// <summary>When a page would have been seen; sorted, apart from each other, within <see cref="Known"/>.</summary>
    public required IReadOnlyList<TimeRange> Covered { get; init; }

    /// <summary>As the pager tells them, sorted by start; null where the resource has the schedule.</summary>
    public IReadOnlyList<Shift>? Shifts { get; init; }

    /// <summary>Why the last read gave nothing; null when it was answered.</summary>
    public ReadFailure? Failure { get; init; }

    /// <summary>What the source left out of its answer and why, a line each; pages may be missing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Of a source that never answered: an empty time, of which nothing is known.</summary>
    public static PageHistory Unread(ReadFailure failure) =>
        new()
        {
            Incidents = [],
            UpperStarts = [],
            Known = new TimeRange(failure.Since, failure.Since),
            Covered = [],
            Failure = failure,
        };
}
