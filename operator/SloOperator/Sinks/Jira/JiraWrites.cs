using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks.Jira;

/// <summary>Writes with a priority where the issue type has one, and without where it has not: that is no reason to raise no ticket.</summary>
internal sealed class JiraWrites(SinkClient client)
{
    // Until the next start, or the next change of the sink: a screen changes seldom, and a label says the priority anyway.
    private volatile bool _hasNoPriority;

    /// <param name="call">With or without a priority.</param>
    /// <param name="read">Null: it is not what the API answers to this call.</param>
    /// <param name="ct">Of the caller.</param>
    public async Task<SinkReply<T>> AskAsync<T>(
        Func<bool, SinkCall> call,
        Func<SinkAnswer, T?> read,
        CancellationToken ct
    )
        where T : class
    {
        bool hasPriority = !_hasNoPriority;
        SinkReply<T> reply = await client.AskAsync(call(hasPriority), read, ct);
        if (!hasPriority || !JiraErrors.IsOfPriorityAlone(reply))
        {
            return reply;
        }

        _hasNoPriority = true;
        return await client.AskAsync(call(false), read, ct);
    }
}
