using SloOperator.Controllers.Tickets;

namespace SloOperator.Sinks;

/// <summary>A sink with what it stands on.</summary>
/// <param name="Sink">What callers see of it.</param>
/// <param name="Secret">Read for its version.</param>
/// <param name="Client">Owned.</param>
internal sealed record OpenSink(ITicketSink Sink, SinkSecret Secret, SinkClient Client)
    : IDisposable
{
    public void Dispose()
    {
        (Sink as IDisposable)?.Dispose();
        Client.Dispose();
    }
}
