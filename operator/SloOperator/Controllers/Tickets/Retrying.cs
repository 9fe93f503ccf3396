namespace SloOperator.Controllers.Tickets;

/// <summary>When to try again what may work later: 5 s, doubled up to 15 min, for as long as it takes.</summary>
internal static class Retrying
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>A sink that asks for more than a day has a clock that is wrong.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>5 s × 2⁸ is the first above 15 min.</summary>
    private const int MostDoublings = 8;

    /// <param name="failures">So far, this one included.</param>
    /// <param name="random">In [0, 1): takes off up to half, so that many do not come back in step.</param>
    public static TimeSpan After(int failures, double random)
    {
        TimeSpan full = First * (1 << Math.Clamp(failures - 1, 0, MostDoublings));
        return (full < Longest ? full : Longest) * (1 - (random / 2));
    }

    public static TimeSpan Asked(TimeSpan retryAfter) =>
        retryAfter < LongestAsked ? retryAfter : LongestAsked;
}
