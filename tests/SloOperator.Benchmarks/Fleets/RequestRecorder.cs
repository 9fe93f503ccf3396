using System.Collections.Concurrent;
using System.Diagnostics;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>Notes every request that this process sends while it is alive, through the diagnostics of System.Net.Http: nothing of the product is changed for it.</summary>
internal sealed class RequestRecorder
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private const string Listener = "HttpHandlerDiagnosticListener";
    private const string Started = "System.Net.Http.HttpRequestOut.Start";

    private readonly ConcurrentQueue<RecordedCall> _calls = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    public RequestRecorder() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IReadOnlyList<RecordedCall> Calls => [.. _calls];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is Listener)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key is Started
            && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value)
                is HttpRequestMessage request
        )
        {
            _calls.Enqueue(
                new RecordedCall(
                    request.Method,
                    request.RequestUri!,
                    request.Content?.Headers.ContentType?.ToString(),
                    BodyOf(request)
                )
            );
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (IDisposable subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    // A form is in memory already, so it can be read twice.
    private static byte[] BodyOf(HttpRequestMessage request)
    {
        using var copy = new MemoryStream();
        request.Content?.CopyTo(copy, context: null, CancellationToken.None);
        return copy.ToArray();
    }
}
