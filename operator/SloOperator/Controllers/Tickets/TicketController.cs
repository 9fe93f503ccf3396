using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Reconciles each ReliabilityTicket when it was filed, when its turn has come, when its sink changes, and when a storm begins or ends.</summary>
internal sealed class TicketController(
    IOutboxStore outbox,
    ISinkDirectory directory,
    SinkPaces paces,
    TicketReconciler reconciler,
    TicketBoard board,
    StormBreaker storms,
    TicketSurroundings surroundings
)
{
    private const string Name = "reliabilityticket";

    /// <summary>One sink that does not answer for its 15 s must not hold up those of others.</summary>
    private const int Workers = 8;

    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(surroundings.Time, Name);
        void OnSink(string sink) => AddUsersOf(sink, queue);

        await Task.WhenAll(outbox.Synced, directory.Synced).WaitAsync(ct);
        outbox.Changed += queue.Add;
        directory.Changed += OnSink;
        paces.Ready += queue.Add;
        reconciler.Due += queue.Add;
        try
        {
            IReadOnlyList<TicketPass> passes = PutAll();
            // Before the first leaves: a crash is no reason to release what a storm keeps back.
            await storms.JudgeAsync(ct);
            foreach (TicketPass pass in passes)
            {
                queue.Add(pass.Key);
            }

            var resync = new Resync<ResourceName>(
                queue,
                () => outbox.List().Select(found => found.Name),
                surroundings.Time,
                Random.Shared.NextDouble
            );
            var loop = new ReconcileLoop<ResourceName>(
                queue,
                reconciler,
                new ReconcileLoopOptions { Workers = Workers },
                surroundings.Log
            );
            await Task.WhenAll(loop.RunAsync(ct), resync.RunAsync(ct));
        }
        finally
        {
            outbox.Changed -= queue.Add;
            directory.Changed -= OnSink;
            paces.Ready -= queue.Add;
            reconciler.Due -= queue.Add;
        }
    }

    /// <summary>Most urgent first.</summary>
    private List<TicketPass> PutAll()
    {
        List<TicketPass> passes =
        [
            .. outbox
                .List()
                .Select(found => found.Value)
                .OfType<ReliabilityTicket>()
                .Where(ticket => ticket.Spec is not null)
                .Select(ticket => TicketPass.Of(ticket, surroundings.Time.GetUtcNow()))
                .OrderBy(pass => pass.Rank),
        ];
        foreach (TicketPass pass in passes)
        {
            board.Put(pass.Key, pass.Row);
        }

        return passes;
    }

    private void AddUsersOf(string sink, WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<ReliabilityTicket> found in outbox.List())
        {
            if (found.Value is { } ticket && SinkOpener.NameOf(ticket) == sink)
            {
                queue.Add(found.Name);
            }
        }
    }
}
