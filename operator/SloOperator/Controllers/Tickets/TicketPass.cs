using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>One ticket in one reconcile: what is stored, and what has been found out since.</summary>
/// <param name="Ticket">As it was last read or written.</param>
/// <param name="State">Its status, with what is known for this pass only.</param>
internal sealed record TicketPass(ReliabilityTicket Ticket, TicketState State)
{
    public static TicketPass Of(ReliabilityTicket ticket, DateTimeOffset now) =>
        new(
            ticket,
            TicketMemory.Read(
                ticket.Status,
                WholeSeconds.Of(ticket.Metadata.CreationTimestamp ?? now)
            )
        );

    public ResourceName Key => ResourceName.Of(Ticket.Metadata);

    public ReliabilityTicketSpec Spec => Ticket.Spec!;

    public bool IsStorm => Spec.Cause == nameof(TicketCause.Storm);

    public TicketRank Rank =>
        new(Words.Read(Spec.Priority, TicketPriority.P3), State.FirstSeen, Key.ToString());

    public TicketRow Row =>
        new(Spec.Team ?? "", State.Phase, Rank, Spec.ClearedAt is null, IsStorm);

    /// <summary>True: storing it would change nothing.</summary>
    public bool IsStored =>
        Ticket.Status is { } status
        && TicketMemory.Write(State, status.ObservedGeneration ?? 0) == status;

    public TicketDraft Draft() => TicketDrafts.Of(Ticket, State);

    public TicketSight See(OpenedSink sink, string? keptBack, DateTimeOffset now) =>
        new()
        {
            Cause = Words.Read(Spec.Cause, TicketCause.BudgetLow),
            Priority = Words.Read(Spec.Priority, TicketPriority.P3),
            Since = Spec.Since ?? State.FirstSeen,
            ClearedAt = Spec.ClearedAt,
            Terms = TicketTermsText.Read(Spec.Terms),
            State = State,
            Sink = sink.Sight,
            SinkName = sink.Name,
            Digest = TicketDrafts.DigestOf(Draft()),
            Exceptions = [.. (Spec.Exceptions ?? []).Select(exception => exception.Text)],
            KeptBack = keptBack,
            Now = now,
        };
}
