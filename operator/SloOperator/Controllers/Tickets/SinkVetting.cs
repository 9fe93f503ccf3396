using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Says on a TicketSink whether it can be used and its credential is there; the latter once a minute, for nothing tells of a Secret.</summary>
internal sealed class SinkVetting(TicketSinkMapper mapper, ITicketSinks sinks)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public ReadyController<TicketSink> CreateController(
        IResourceStore<TicketSink> store,
        IEventSink events,
        TimeProvider time,
        ILogger<TicketSink> log
    ) => new("ticketsink", store, CreateReconciler(store, events, time), (time, log));

    public ReadyReconciler<TicketSink> CreateReconciler(
        IResourceStore<TicketSink> store,
        IEventSink events,
        TimeProvider time
    ) =>
        new(
            store,
            new ReadyPublication<TicketSink>(
                store,
                events,
                sink => sink.Status,
                (metadata, status) => new TicketSink { Metadata = metadata, Status = status }
            ),
            JudgeAsync,
            time
        );

    private async Task<Finding> JudgeAsync(TicketSink sink, CancellationToken ct)
    {
        TicketSinkMapping mapping = mapper.Map(sink);
        if (!mapping.IsUsable)
        {
            return Finding.Of(mapping.Problems);
        }

        bool isThere = await sinks.VersionAsync(mapping.Options, ct) is not null;
        return (isThere ? Finding.Usable : Missing(mapping.Options)) with { AskAgain = Period };
    }

    private static Finding Missing(SinkOptions options) =>
        new(
            new ConditionFact(
                ConditionTypes.Ready,
                false,
                ConditionReasons.CredentialMissing,
                $"spec.secret: the Secret \"{options.Secret}\" is not in the operator's namespace, or has not what a sink of type {options.Type} needs; "
                    + $"create it with {KeysOf(options.Type)}"
            )
        );

    private static string KeysOf(SinkType type) =>
        type switch
        {
            SinkType.Webhook =>
                "the key secret (the HMAC key) and, where the receiver wants one, token",
            SinkType.Jira => "the key token, and for Jira Cloud the key email",
            _ => "the key token",
        };
}
