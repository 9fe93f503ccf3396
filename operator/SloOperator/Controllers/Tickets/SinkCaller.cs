using System.Diagnostics;

namespace SloOperator.Controllers.Tickets;

/// <summary>Makes one call and says what it makes of the ticket.</summary>
/// <param name="time">When the answer came.</param>
/// <param name="random">In [0, 1): spreads what is tried again.</param>
internal sealed class SinkCaller(TimeProvider time, Func<double> random)
{
    public async Task<TicketState> CallAsync(
        OpenedSink sink,
        TicketErrand errand,
        CancellationToken ct
    ) =>
        errand.Call.Step is TicketStep.Find
            ? Hear(
                sink,
                errand,
                await sink.Sink!.FindAsync(errand.Draft.Marker, ct),
                FoundTickets.Heard
            )
            : Hear(
                sink,
                errand,
                await SendAsync(sink.Sink!, errand, ct),
                (sight, ticket) => TicketHearing.Done(sight, errand.Call, ticket)
            );

    private static Task<SinkReply<ExternalTicket>> SendAsync(
        ITicketSink sink,
        TicketErrand errand,
        CancellationToken ct
    )
    {
        string id = errand.Sight.State.ExternalId ?? "";
        TicketDraft draft = errand.Draft;
        return errand.Call.Step switch
        {
            TicketStep.Create => sink.CreateAsync(draft, ct),
            TicketStep.Read => sink.ReadAsync(id, ct),
            TicketStep.Update => sink.UpdateAsync(id, draft, ct),
            TicketStep.Comment => sink.CommentAsync(
                id,
                TicketDrafts.Comment(errand.Sight, errand.Call.Remark!.Value, draft),
                ct
            ),
            TicketStep.Close => sink.CloseAsync(id, draft, ct),
            TicketStep.Reopen => sink.ReopenAsync(id, draft, ct),
            _ => CloseTwinAsync(sink, errand, ct),
        };
    }

    /// <summary>Both can be done twice.</summary>
    private static async Task<SinkReply<ExternalTicket>> CloseTwinAsync(
        ITicketSink sink,
        TicketErrand errand,
        CancellationToken ct
    )
    {
        TicketState state = errand.Sight.State;
        string twin = state.Twins[0].Id;
        SinkReply<ExternalTicket> told = await sink.CommentAsync(
            twin,
            TicketDrafts.TwinComment(state, twin, errand.Draft),
            ct
        );
        return told is SinkReply<ExternalTicket>.Done
            ? await sink.CloseAsync(twin, errand.Draft, ct)
            : told;
    }

    private TicketState Hear<T>(
        OpenedSink sink,
        TicketErrand errand,
        SinkReply<T> reply,
        Func<TicketSight, T, TicketState> done
    )
    {
        TicketErrand heard = errand with
        {
            Sight = errand.Sight with { Now = WholeSeconds.Of(time.GetUtcNow()) },
        };
        switch (reply)
        {
            case SinkReply<T>.Done { Value: var value }:
                sink.Pace!.Succeeded();
                return done(heard.Sight, value);
            case SinkReply<T>.Refused refused:
                // It answers, whatever it says.
                sink.Pace!.Succeeded();
                return TicketHearing.Refused(
                    heard.Sight,
                    errand.Call,
                    new TicketFault(
                        refused.Reason,
                        refused.Status,
                        (sink.Sight as SinkSight.Usable)?.Version
                    )
                );
            case SinkReply<T>.Busy busy:
                return TicketHearing.Failed(
                    heard.Sight,
                    errand.Call,
                    (new TicketFault(busy.Reason, busy.Status, SinkVersion: null), false),
                    RetryAt(sink, heard, busy.RetryAfter)
                );
            case SinkReply<T>.Unclear unclear:
                return TicketHearing.Failed(
                    heard.Sight,
                    errand.Call,
                    (new TicketFault(unclear.Reason, unclear.Status, SinkVersion: null), true),
                    RetryAt(sink, heard, unclear.RetryAfter)
                );
            default:
                throw new UnreachableException();
        }
    }

    private DateTimeOffset RetryAt(OpenedSink sink, TicketErrand errand, TimeSpan? retryAfter)
    {
        DateTimeOffset? sinks = sink.Pace!.Failed(errand.Key, retryAfter, random());
        TimeSpan own = Retrying.After(errand.Sight.State.Attempts + 1, random());
        return WholeSeconds.AtOrAfter(sinks ?? time.GetUtcNow() + own);
    }
}
