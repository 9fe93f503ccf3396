namespace SloOperator.Testing.Histories;

/// <summary>All events at one instant.</summary>
internal sealed class BurstFlow(DateTimeOffset at, long events) : EventFlow
{
    public override long CountUntil(DateTimeOffset time) => time < at ? 0 : events;
}
