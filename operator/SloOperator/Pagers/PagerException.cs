namespace SloOperator.Pagers;

/// <summary>A pager gave no usable answer; never leaves the reader.</summary>
/// <param name="reason">One line fit for a status.</param>
/// <param name="retryAt">Before it the pager would refuse again; null when it did not say.</param>
internal sealed class PagerException(string reason, DateTimeOffset? retryAt = null)
    : Exception(reason)
{
    public DateTimeOffset? RetryAt { get; } = retryAt;
}
