using System.Globalization;

namespace SloOperator.Soak.Endurance;

/// <summary>What a following process tells of itself, one line at a time.</summary>
/// <param name="Lists">Requests so far.</param>
/// <param name="Watches">Requests so far.</param>
/// <param name="Reconciles">So far.</param>
/// <param name="HeapKibibytes">What a full collection left, at most a minute ago.</param>
/// <param name="State">The fingerprint of all that its stores hold.</param>
internal sealed record FollowerReport(
    long Lists,
    long Watches,
    long Reconciles,
    long HeapKibibytes,
    string State
)
{
    private const string Word = "follower:";

    public static FollowerReport None { get; } = new(0, 0, 0, 0, "");

    /// <summary>Null for a line that is no report.</summary>
    public static FollowerReport? Parse(string line) =>
        line.Split(' ') is [Word, var lists, var watches, var reconciles, var heap, var state]
            ? new FollowerReport(
                Number(lists),
                Number(watches),
                Number(reconciles),
                Number(heap),
                state
            )
            : null;

    public override string ToString() =>
        $"{Word} {Lists} {Watches} {Reconciles} {HeapKibibytes} {State}";

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
