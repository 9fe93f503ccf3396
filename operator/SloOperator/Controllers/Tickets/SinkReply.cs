namespace SloOperator.Controllers.Tickets;

/// <summary>What came of a call.</summary>
internal abstract record SinkReply<T>
{
    private SinkReply() { }

    /// <summary>It is done.</summary>
    internal sealed record Done(T Value) : SinkReply<T>;

    /// <summary>It was certainly not done, and may be later: 408, 429, a name that does not resolve, a refused connection.</summary>
    /// <param name="Reason">What was attempted and what came back.</param>
    /// <param name="Status">Of HTTP; null: there was no answer.</param>
    /// <param name="RetryAfter">As the sink asks, from now; null: it does not say.</param>
    internal sealed record Busy(string Reason, int? Status, TimeSpan? RetryAfter) : SinkReply<T>;

    /// <summary>It may have been done: a timeout, 5xx, a connection cut after the request, an answer that cannot be read.</summary>
    internal sealed record Unclear(string Reason, int? Status, TimeSpan? RetryAfter) : SinkReply<T>;

    /// <summary>It was not done and will not be before somebody changes something.</summary>
    /// <param name="Reason">What was attempted, what the sink found wrong and what to change where, such as TicketSink payments: spec.project.</param>
    /// <param name="Status">Of HTTP; null: it was refused before anything was sent (no such secret).</param>
    internal sealed record Refused(string Reason, int? Status) : SinkReply<T>;
}
