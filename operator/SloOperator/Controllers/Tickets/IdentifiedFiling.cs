using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Files as soon as it is known which cluster this is.</summary>
/// <param name="identity">Of the cluster.</param>
/// <param name="outbox">Where tickets are filed.</param>
/// <param name="time">When causes clear.</param>
internal sealed class IdentifiedFiling(
    ClusterIdentity identity,
    IOutboxStore outbox,
    TimeProvider time
) : ITicketFiling, IDisposable
{
    private readonly Lock _gate = new();
    private TicketFiling? _filing;

    public async Task<IReadOnlyList<FiledTicket>> FileAsync(
        TicketOwner owner,
        IReadOnlyList<WrittenIntent> intents,
        CancellationToken ct
    ) => await Of(await identity.GetAsync(ct)).FileAsync(owner, intents, ct);

    public async Task ForgetAsync(string kind, ResourceName owner, CancellationToken ct) =>
        await Of(await identity.GetAsync(ct)).ForgetAsync(kind, owner, ct);

    public void Dispose() => _filing?.Dispose();

    private TicketFiling Of(string cluster)
    {
        lock (_gate)
        {
            return _filing ??= new TicketFiling(outbox, cluster, time);
        }
    }
}
