namespace SloOperator.Resources.Tickets;

internal sealed record RateLimitSpec
{
    /// <summary>Most calls a minute.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Most calls an hour.</summary>
    public int? PerHour { get; init; }
}
