namespace SloOperator.Kubernetes.Runtime;

/// <summary>5 ms × 2ⁿ up to 1000 s: client-go's default for one key.</summary>
internal static class Backoff
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1000);

    /// <param name="failures">How many came before this one.</param>
    public static TimeSpan After(int failures) =>
        // 5 ms × 2¹⁸ is the first above 1000 s; shifting further would overflow in the end.
        failures >= 18
            ? _longest
            : _first * (1 << failures);
}
