namespace SloOperator.Telemetry;

/// <summary>Traces that are being sent; what is left is sent when the program ends.</summary>
internal sealed class TracingSession(IDisposable provider) : IDisposable
{
    public void Dispose() => provider.Dispose();
}
