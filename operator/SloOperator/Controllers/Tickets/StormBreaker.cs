using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Files one ticket of the platform's in place of many. The storm lives in that ticket, so that it outlasts a crash; who closes it releases the others.</summary>
internal sealed class StormBreaker(
    IOutboxStore outbox,
    TicketBoard board,
    StormTerms terms,
    TimeProvider time
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>True: a storm has begun or ended, so that what waits must be looked at again.</summary>
    public async Task<bool> JudgeAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            ReliabilityTicket? ticket = await outbox.ReadAsync(terms.Ticket, ct);
            Storm? current = CurrentOf(ticket);
            Storm? next = IsReleased(ticket)
                ? null
                : StormRule.Judge(board.Breaches(), current, ticket?.Spec?.ClearedAt, Now);
            if (!await WriteAsync(ticket, current, next, ct))
            {
                // Somebody else wrote it: the next look sees what.
                return true;
            }

            bool isNews = board.Storm is null != next is null;
            board.StormTicket = terms.Ticket;
            board.Storm = next;
            return isNews;
        }
        finally
        {
            _turn.Release();
        }
    }

    private DateTimeOffset Now => WholeSeconds.Of(time.GetUtcNow());

    public void Dispose() => _turn.Dispose();

    private Storm? CurrentOf(ReliabilityTicket? ticket) =>
        ticket?.Spec is { ClearedAt: null, Since: { } since }
            ? new Storm(since, board.Storm?.Teams ?? [])
            : null;

    /// <summary>Closed since it was raised, by whoever looks after the platform.</summary>
    private static bool IsReleased(ReliabilityTicket? ticket) =>
        ticket is { Spec.ClearedAt: null, Status: { ClosedAt: { } closedAt } status }
        && status.Phase == nameof(TicketPhase.Closed)
        && closedAt >= ticket.Spec.Since;

    private async Task<bool> WriteAsync(
        ReliabilityTicket? ticket,
        Storm? current,
        Storm? next,
        CancellationToken ct
    )
    {
        if (ticket?.Spec is not { } spec)
        {
            return next is null || await outbox.CreateAsync(New(next), ct) is not null;
        }

        ReliabilityTicketSpec after = (current, next) switch
        {
            (null, null) => spec,
            (not null, null) => TicketSpecs.Clear(spec, Now),
            (null, { } begun) => Describe(spec, begun) with
            {
                Since = begun.Since,
                ClearedAt = null,
            },
            ({ } before, { } now) => now.Teams.Count > before.Teams.Count && before.Teams.Count > 0
                ? Describe(spec, now)
                : spec,
        };
        return TicketSpecs.AreSame(spec, after)
            || await outbox.WriteSpecAsync(ticket with { Spec = after }, ct) is not null;
    }

    private ReliabilityTicket New(Storm storm) =>
        new()
        {
            Metadata = new ObjectMeta
            {
                Name = terms.Ticket.Name,
                Namespace = terms.Ticket.Namespace,
            },
            Spec = Describe(
                new ReliabilityTicketSpec
                {
                    Cause = nameof(TicketCause.Storm),
                    Priority = nameof(TicketPriority.P1),
                    Fingerprint = terms.Fingerprint,
                    Team = terms.Team,
                    Sink = terms.Terms.Sink,
                    Terms = TicketTermsText.Write(terms.Terms),
                    Since = storm.Since,
                },
                storm
            ),
        };

    private ReliabilityTicketSpec Describe(ReliabilityTicketSpec spec, Storm storm)
    {
        (string title, string body) = StormText.Write(storm);
        return spec with { Title = title, Body = body, DescribedAt = Now };
    }
}
