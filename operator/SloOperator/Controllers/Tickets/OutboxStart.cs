namespace SloOperator.Controllers.Tickets;

/// <summary>Carries tickets to their sinks as soon as it is known which cluster this is.</summary>
/// <param name="identity">Of the cluster.</param>
/// <param name="make">What carries them, for the cluster of that name.</param>
internal sealed class OutboxStart(ClusterIdentity identity, Func<string, TicketController> make)
{
    public async Task RunAsync(CancellationToken ct) =>
        await make(await identity.WaitAsync(ct)).RunAsync(ct);
}
