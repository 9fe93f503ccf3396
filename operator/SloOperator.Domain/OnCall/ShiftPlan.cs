namespace SloOperator.Domain.OnCall;

/// <summary>Who is the first to be paged, and when.</summary>
public abstract record ShiftPlan
{
    private protected ShiftPlan() { }

    /// <summary>Everybody who takes a turn, each once, in the order of their turns.</summary>
    public abstract IReadOnlyList<string> Members { get; }

    /// <summary>The shifts that overlap the range, sorted by start and whole: the first may begin before it, the last end after it. None for an empty range.</summary>
    public abstract IReadOnlyList<Shift> Between(TimeRange range);

    /// <summary>How long it takes until everybody has had a turn, but for what clocks do; null where turns are not taken in order.</summary>
    public virtual TimeSpan? Round => null;

    /// <summary>The shift that contains the time; null when nobody is on call then. Of shifts that overlap, the first to begin.</summary>
    public Shift? At(DateTimeOffset time) =>
        Between(new TimeRange(time, time.AddTicks(1))) is [Shift shift, ..] ? shift : null;
}
