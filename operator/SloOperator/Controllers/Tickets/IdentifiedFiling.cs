using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Files as soon as it is known which cluster this is: a ticket that was filed under another name would be raised twice.</summary>
/// <param name="identity">The same for the life of a cluster; asked until it answers.</param>
/// <param name="outbox">Where tickets are filed.</param>
/// <param name="time">When causes clear.</param>
internal sealed class IdentifiedFiling(
    Func<CancellationToken, Task<string>> identity,
    IOutboxStore outbox,
    TimeProvider time
) : ITicketFiling, IDisposable
{
    private TicketFiling? _filing;

    public async Task<IReadOnlyList<FiledTicket>> FileAsync(
        TicketOwner owner,
        IReadOnlyList<WrittenIntent> intents,
        CancellationToken ct
    ) => await (await FilingAsync(ct)).FileAsync(owner, intents, ct);

    public async Task ForgetAsync(string kind, ResourceName owner, CancellationToken ct) =>
        await (await FilingAsync(ct)).ForgetAsync(kind, owner, ct);

    public void Dispose() => _filing?.Dispose();

    private async ValueTask<TicketFiling> FilingAsync(CancellationToken ct)
    {
        if (_filing is { } known)
        {
            return known;
        }

        var made = new TicketFiling(outbox, await identity(ct), time);
        if (Interlocked.CompareExchange(ref _filing, made, null) is { } earlier)
        {
            made.Dispose();
            return earlier;
        }

        return made;
    }
}
