namespace SloOperator.Testing.Histories;

/// <summary>Events as a function: how many have happened up to and including a time. Never falls.</summary>
internal abstract class EventFlow
{
    public abstract long CountUntil(DateTimeOffset time);
}
