using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;

namespace SloOperator.Domain.Exceptions;

/// <summary>What somebody asked for, and somebody approved.</summary>
public sealed record ExceptionTerms
{
    /// <summary>Of the BudgetException.</summary>
    public required string Name { get; init; }

    public required ExceptionType Type { get; init; }

    /// <summary>Those it is about; empty: all.</summary>
    public required IReadOnlyList<string> Objectives { get; init; }

    public required ExceptionTime Time { get; init; }

    /// <summary>Change classes that an override lets through; empty: all.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>How often an override may be used; null: as often as it takes.</summary>
    public int? MaxUses { get; init; }

    /// <summary>A name, or group/name.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>A name, or group/name.</summary>
    public required string ApprovedBy { get; init; }

    public required bool IsRevoked { get; init; }

    /// <summary>Of two that contradict each other the one made later must change.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public bool Covers(string objective) => Objectives.Count == 0 || Objectives.Contains(objective);

    /// <param name="now">When it is asked.</param>
    /// <param name="uses">How often it has been used.</param>
    public ExceptionPhase PhaseAt(DateTimeOffset now, int uses) =>
        IsRevoked ? ExceptionPhase.Revoked
        : Time.End <= now || IsUsedUp(uses) ? ExceptionPhase.Expired
        : Time.Start <= now ? ExceptionPhase.Active
        : ExceptionPhase.Pending;

    /// <summary>Null unless it is an override in force.</summary>
    /// <param name="now">When it is asked.</param>
    /// <param name="uses">How often it has been used.</param>
    public OverrideFact? OverrideAt(DateTimeOffset now, int uses) =>
        Type is ExceptionType.GateOverride
        && !IsRevoked
        && !IsUsedUp(uses)
        && Time.At(now) is { } occurrence
            ? new OverrideFact(Name, Objectives, Changes, occurrence.End)
            : null;

    /// <summary>Time of the range whose events of the objective do not count; whole occurrences.</summary>
    public IEnumerable<ExcludedTime> ExcludedIn(TimeRange range, string objective) =>
        Type is ExceptionType.Exclusion && !IsRevoked && Covers(objective)
            ? Time.Between(range).Select(each => new ExcludedTime(Name, each.Start, each.End))
            : [];

    private bool IsUsedUp(int uses) => MaxUses is { } most && uses >= most;
}
