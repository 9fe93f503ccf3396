using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>One ReliabilityTicket: see, decide (pure), store, and only then call its sink; over and over until there is something to wait for.</summary>
internal sealed partial class TicketReconciler(
    IOutboxStore outbox,
    SinkOpener sinks,
    SinkPaces paces,
    TicketBoard board,
    StormBreaker storms,
    OwnerLookup owners,
    TicketSurroundings surroundings
) : IReconciler<ResourceName>
{
    /// <summary>Well within the time of a reconcile, with one exchange of 15 s still to come.</summary>
    private static readonly TimeSpan LongestPass = TimeSpan.FromSeconds(20);

    /// <summary>What tells nobody that it changed: a credential, which is not kept longer either, and the calm after a storm.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>How long a closed ticket is kept for its count of recurrences.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly SinkCaller _caller = new(surroundings.Time, surroundings.Random);

    /// <summary>A ticket that may go on because of another.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; the reconciler is level-based."
    )]
    public event Action<ResourceName>? Due;

    private DateTimeOffset Now => WholeSeconds.Of(surroundings.Time.GetUtcNow());

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        bool keepsTurn = false;
        try
        {
            long start = surroundings.Time.GetTimestamp();
            TicketPass? pass = Read(outbox.Find(key)?.Value);
            while (pass is not null)
            {
                if (surroundings.Time.GetElapsedTime(start) > LongestPass)
                {
                    return new ReconcileResult.Done(TimeSpan.FromMilliseconds(1));
                }

                // False while it runs: what it throws gives the turn back.
                keepsTurn = false;
                TicketStride stride = await StepAsync(pass, ct);
                keepsTurn = stride.KeepsTurn;
                if (stride.Result is { } result)
                {
                    return result;
                }

                pass = stride.Pass;
            }

            keepsTurn = false;
            Wake(board.Remove(key));
            return new ReconcileResult.Done();
        }
        finally
        {
            if (!keepsTurn)
            {
                paces.Leave(key);
            }
        }
    }

    private TicketPass? Read(ReliabilityTicket? ticket) =>
        ticket is { Spec: not null, Metadata.DeletionTimestamp: null }
            ? TicketPass.Of(ticket, Now)
            : null;

    private async Task<TicketStride> StepAsync(TicketPass pass, CancellationToken ct)
    {
        if (IsAbandoned(pass))
        {
            return await outbox.DeleteAsync(pass.Ticket, ct)
                ? new(null)
                : new(Read(await outbox.ReadAsync(pass.Key, ct)));
        }

        if (IsOrphan(pass))
        {
            ReliabilityTicketSpec cleared = TicketSpecs.Clear(pass.Spec, Now);
            ReliabilityTicket? written = await outbox.WriteSpecAsync(
                pass.Ticket with
                {
                    Spec = cleared,
                },
                ct
            );
            return new(Read(written ?? await outbox.ReadAsync(pass.Key, ct)));
        }

        Wake(board.Put(pass.Key, pass.Row));
        if (pass.IsStorm || (pass.State.Phase is TicketPhase.Pending && board.MayBeStormy))
        {
            await JudgeStormAsync(ct);
        }

        OpenedSink sink = await sinks.OpenAsync(pass.Ticket, ct);
        TicketSight sight = pass.See(sink, KeptBack(pass), Now);
        switch (TicketCourse.Next(sight))
        {
            case TicketMove.Note note:
                return new(await StoreAsync(pass with { State = note.State }, ct));
            case TicketMove.Call call:
                return await CallAsync(pass, sink, (call, sight), ct);
            case TicketMove.Wait wait:
                return await WaitAsync(pass, wait.Until, ct);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<TicketStride> CallAsync(
        TicketPass pass,
        OpenedSink sink,
        (TicketMove.Call Call, TicketSight Sight) wanted,
        CancellationToken ct
    )
    {
        TicketMove.Call call = wanted.Call;
        bool isBound = pass.State.ExternalId is null;
        if (!sink.Pace!.TryTake(pass.Key, pass.Rank, call, isBound))
        {
            // What there is to say of a new ticket is said before it waits.
            TicketPass? seen = pass.Ticket.Status is null ? await StoreAsync(pass, ct) : pass;
            return new(seen, seen is null ? null : new ReconcileResult.Done(), KeepsTurn: true);
        }

        TicketPass announced = pass with { State = call.Announced };
        if (!call.IsQuestion && !announced.IsStored)
        {
            TicketPass? stored = await TryStoreAsync(announced, ct);
            if (stored is null)
            {
                return new(Read(await outbox.ReadAsync(pass.Key, ct)), KeepsTurn: true);
            }

            announced = stored;
        }

        if (!surroundings.MayAct())
        {
            // Another replica may be at it by now; this one is about to end.
            return new(announced, new ReconcileResult.Done());
        }

        sink.Pace.Use(pass.Key, call);
        var errand = new TicketErrand(
            pass.Key,
            call,
            wanted.Sight with
            {
                State = announced.State,
            },
            pass.Draft()
        );
        TicketState heard = await _caller.CallAsync(sink, errand, ct);
        Tell(pass, heard);
        TicketPass after = announced with { State = heard };
        // What was merely asked is stored with what follows from it.
        return new(
            after.IsStored || heard.IsLookedUp ? after : await KeepAsync(after, ct),
            KeepsTurn: true
        );
    }

    private async Task<TicketStride> WaitAsync(
        TicketPass pass,
        DateTimeOffset? until,
        CancellationToken ct
    )
    {
        if (pass.State.Phase is TicketPhase.Closed && pass.Spec.ClearedAt is not null)
        {
            DateTimeOffset forgetAt =
                (pass.State.ClosedAt ?? pass.State.FirstSeen)
                + Later(Kept, TicketTermsText.Read(pass.Spec.Terms).ReopenWithin);
            if (forgetAt <= Now && await outbox.DeleteAsync(pass.Ticket, ct))
            {
                return new(null);
            }

            until = forgetAt;
        }

        TimeSpan? after = until - surroundings.Time.GetUtcNow();
        bool mustLook =
            pass.State.Phase is TicketPhase.DeadLetter
            || pass is { IsStorm: true, Spec.ClearedAt: null };
        if (mustLook && !(after < LookEvery))
        {
            after = LookEvery;
        }

        return new(pass, new ReconcileResult.Done(after));
    }

    private string? KeptBack(TicketPass pass) =>
        board.KeepBack(pass.Key, TicketTermsText.Read(pass.Spec.Terms).MaxOpenPerTeam);

    private async Task JudgeStormAsync(CancellationToken ct)
    {
        if (await storms.JudgeAsync(ct))
        {
            Wake(board.Waiting());
        }
    }

    private bool IsOrphan(TicketPass pass) =>
        pass.Spec is { ClearedAt: null } && IsWithoutOwner(pass);

    /// <summary>Whoever it was for is gone, and nobody outside knows of it: there is nothing to follow up.</summary>
    private bool IsAbandoned(TicketPass pass) =>
        pass.State is { ExternalId: null, Step: null } && IsWithoutOwner(pass);

    private bool IsWithoutOwner(TicketPass pass) =>
        OutboxIndex.OwnerOf(pass.Ticket) is { } found && !owners(found.Kind, found.Owner);

    private void Wake(IReadOnlyList<ResourceName> names)
    {
        foreach (ResourceName name in names)
        {
            Due?.Invoke(name);
        }
    }

    /// <summary>Null: it is gone. When somebody else wrote it meanwhile, it is given as it is now and what was to be stored is dropped.</summary>
    private async Task<TicketPass?> StoreAsync(TicketPass pass, CancellationToken ct) =>
        await TryStoreAsync(pass, ct) ?? Read(await outbox.ReadAsync(pass.Key, ct));

    private async Task<TicketPass?> TryStoreAsync(TicketPass pass, CancellationToken ct)
    {
        ReliabilityTicketStatus status = TicketMemory.Write(
            pass.State,
            pass.Ticket.Metadata.Generation
        );
        ReliabilityTicket? written = await outbox.WriteStatusAsync(
            pass.Ticket with
            {
                Status = status,
            },
            ct
        );
        return written is null ? null : pass with { Ticket = written };
    }

    /// <summary>What a sink has answered must not be lost because its ticket was filed anew meanwhile; only to another status it gives way.</summary>
    private async Task<TicketPass?> KeepAsync(TicketPass after, CancellationToken ct)
    {
        ReliabilityTicketStatus? announced = after.Ticket.Status;
        while (true)
        {
            if (await TryStoreAsync(after, ct) is { } stored)
            {
                return stored;
            }

            ReliabilityTicket? now = await outbox.ReadAsync(after.Key, ct);
            if (now is null || now.Status != announced)
            {
                return Read(now);
            }

            after = after with { Ticket = now };
        }
    }

    private void Tell(TicketPass pass, TicketState heard)
    {
        ILogger log = surroundings.Log;
        if (heard.Phase == pass.State.Phase && heard.ExternalId == pass.State.ExternalId)
        {
            return;
        }

        if (heard.Phase is TicketPhase.DeadLetter)
        {
            LogDead(log, pass.Key, heard.Message);
        }
        else
        {
            LogMoved(log, pass.Key, heard.Phase, heard.Url ?? heard.ExternalId);
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    [LoggerMessage(LogLevel.Warning, "Ticket {Ticket} cannot be delivered: {Reason}")]
    private static partial void LogDead(ILogger log, ResourceName ticket, string? reason);

    [LoggerMessage(LogLevel.Information, "Ticket {Ticket} is {Phase}: {External}")]
    private static partial void LogMoved(
        ILogger log,
        ResourceName ticket,
        TicketPhase phase,
        string? external
    );
}
