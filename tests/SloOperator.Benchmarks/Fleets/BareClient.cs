using System.Diagnostics;
using System.Net.Http.Headers;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>The same requests with nothing around them: sent, answered, and the answer thrown away.</summary>
internal sealed class BareClient(int concurrency) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = concurrency }
    );

    public async Task<TimeSpan> SendAsync(IReadOnlyList<RecordedCall> calls)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency };
        long begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(calls, options, async (call, ct) => await SendAsync(call, ct));
        return Stopwatch.GetElapsedTime(begun);
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(RecordedCall call, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(call.Method, call.Url);
        if (call.ContentType is { } type)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using HttpResponseMessage response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
    }
}
