using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks.Trackers;

/// <summary>Tells an issue that is gone from a project that is, or that the token may not see: both are answered with 404.</summary>
internal sealed class MissingIssues(SinkClient client, ITrackerCalls calls)
{
    public static bool IsMissing(SinkReply<TrackerIssue> reply) =>
        reply is SinkReply<TrackerIssue>.Refused { Status: 301 or 307 or 308 or 404 or 410 };

    /// <summary>The issue without a URL where it is gone; else why nothing can be told of it.</summary>
    public async Task<SinkReply<ExternalTicket>> LookAsync(
        string id,
        SinkReply<TrackerIssue> reply,
        CancellationToken ct
    ) =>
        await client
            .AskAsync(
                calls.Project(),
                answer => calls.HasIssues(answer.Json) is null ? null : answer,
                ct
            )
            .ThenAsync(project =>
                Task.FromResult(
                    calls.HasIssues(project.Json) is false
                        ? reply.As<TrackerIssue, ExternalTicket>()
                        : new SinkReply<ExternalTicket>.Done(
                            new ExternalTicket(id, null, Fate(reply), null)
                        )
                )
            );

    // An issue that was moved to another project is followed up there: one more here would double it.
    private static ExternalState Fate(SinkReply<TrackerIssue> reply) =>
        reply is SinkReply<TrackerIssue>.Refused { Status: < 400 }
            ? ExternalState.Declined
            : ExternalState.Gone;
}
