using System.Diagnostics.Metrics;

namespace SloOperator.Soak.Endurance;

/// <summary>Counts this process's lists and watches by the client's own metrics.</summary>
internal sealed class RequestCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _lists;
    private long _watches;

    public RequestCount()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "slo_operator_kube_requests_total")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Add(count, tags));
        _listener.Start();
    }

    public long Lists => Interlocked.Read(ref _lists);

    public long Watches => Interlocked.Read(ref _watches);

    public void Dispose() => _listener.Dispose();

    private void Add(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach ((string key, object? value) in tags)
        {
            if (key is "verb" && value is "list")
            {
                Interlocked.Add(ref _lists, count);
            }
            else if (key is "verb" && value is "watch")
            {
                Interlocked.Add(ref _watches, count);
            }
        }
    }
}
