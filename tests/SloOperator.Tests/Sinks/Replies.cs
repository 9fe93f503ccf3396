using SloOperator.Controllers.Tickets;

namespace SloOperator.Tests.Sinks;

/// <summary>What a reply says, for assertions.</summary>
internal static class Replies
{
    public static string Reason<T>(this SinkReply<T> reply) =>
        reply switch
        {
            SinkReply<T>.Busy busy => busy.Reason,
            SinkReply<T>.Unclear unclear => unclear.Reason,
            SinkReply<T>.Refused refused => refused.Reason,
            _ => throw new InvalidOperationException($"It was done: {reply}"),
        };

    public static TimeSpan? Wait<T>(this SinkReply<T> reply) =>
        reply switch
        {
            SinkReply<T>.Busy busy => busy.RetryAfter,
            SinkReply<T>.Unclear unclear => unclear.RetryAfter,
            _ => throw new InvalidOperationException($"It says nothing of waiting: {reply}"),
        };
}
