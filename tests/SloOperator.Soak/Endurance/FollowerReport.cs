using System.Globalization;

namespace SloOperator.Soak.Endurance;

/// <summary>What a following process tells of itself, one line at a time.</summary>
internal sealed record FollowerReport(long Lists, long Watches, long Reconciles, string State)
{
    private const string Word = "follower:";

    public static FollowerReport None { get; } = new(0, 0, 0, "");

    /// <summary>Null for a line that is no report.</summary>
    public static FollowerReport? Parse(string line) =>
        line.Split(' ') is [Word, var lists, var watches, var reconciles, var state]
            ? new FollowerReport(Number(lists), Number(watches), Number(reconciles), state)
            : null;

    public override string ToString() => $"{Word} {Lists} {Watches} {Reconciles} {State}";

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
