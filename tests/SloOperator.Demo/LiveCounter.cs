using SloOperator.Testing.Histories;

namespace SloOperator.Demo;

/// <summary>A counter as the shop's programs show it right now.</summary>
internal sealed record LiveCounter(CounterHistory Events, IReadOnlyList<DateTimeOffset> Resets)
{
    public SeriesName Name => Events.Name;

    /// <summary>What was counted since the last reset.</summary>
    public long ValueAt(DateTimeOffset time) =>
        Events.Count(Resets.LastOrDefault(reset => reset < time, DateTimeOffset.MinValue), time);
}
