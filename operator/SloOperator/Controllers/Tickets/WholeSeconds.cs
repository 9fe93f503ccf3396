namespace SloOperator.Controllers.Tickets;

/// <summary>Times as resources keep them: what is decided before a crash and after it is decided from the same.</summary>
internal static class WholeSeconds
{
    public static DateTimeOffset Of(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>For a time that must not be too early.</summary>
    public static DateTimeOffset AtOrAfter(DateTimeOffset time) =>
        Of(time.AddTicks(TimeSpan.TicksPerSecond - 1));
}
