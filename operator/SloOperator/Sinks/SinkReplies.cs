using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks;

/// <summary>Steps of more than one call.</summary>
internal static class SinkReplies
{
    /// <summary>Goes on with what was done; what was not ends the steps as it is.</summary>
    public static async Task<SinkReply<TNext>> ThenAsync<T, TNext>(
        this Task<SinkReply<T>> step,
        Func<T, Task<SinkReply<TNext>>> next
    ) =>
        await step switch
        {
            SinkReply<T>.Done done => await next(done.Value),
            { } failed => failed.As<T, TNext>(),
        };

    public static async Task<SinkReply<TNext>> SelectAsync<T, TNext>(
        this Task<SinkReply<T>> step,
        Func<T, TNext> select
    ) =>
        await step switch
        {
            SinkReply<T>.Done done => new SinkReply<TNext>.Done(select(done.Value)),
            { } failed => failed.As<T, TNext>(),
        };

    /// <summary>The same failure, of another kind of call.</summary>
    public static SinkReply<TNext> As<T, TNext>(this SinkReply<T> failed) =>
        failed switch
        {
            SinkReply<T>.Busy b => new SinkReply<TNext>.Busy(b.Reason, b.Status, b.RetryAfter),
            SinkReply<T>.Unclear u => new SinkReply<TNext>.Unclear(
                u.Reason,
                u.Status,
                u.RetryAfter
            ),
            SinkReply<T>.Refused r => new SinkReply<TNext>.Refused(r.Reason, r.Status),
            _ => throw new ArgumentOutOfRangeException(nameof(failed), failed, "No failure."),
        };
}
