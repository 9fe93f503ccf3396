using Microsoft.AspNetCore.Http;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Before a real Prometheus; counts what it is asked, and knows when an answer keeps somebody waiting.</summary>
internal sealed class PrometheusFront : IAsyncDisposable
{
    private readonly HttpClient _target;
    private readonly WireFront _front;
    private int _asked;
    private int _answering;

    private PrometheusFront(WireFront front, HttpClient target) =>
        (_front, _target) = (front, target);

    public Uri Url => _front.Url;

    public Behaviour Fault { get; set; } = PrometheusFault.None;

    /// <summary>The Authorization header of the newest query; who only asks for the version reads its credential each time.</summary>
    public string? Authorization { get; private set; }

    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Requests that have no whole answer yet.</summary>
    public int Answering => Volatile.Read(ref _answering);

    public static async Task<PrometheusFront> StartAsync(Uri prometheus)
    {
        HttpClient target = new(new SocketsHttpHandler { UseProxy = false });
        PrometheusFront front = new(await WireFront.StartAsync(target, prometheus), target);
        front._front.Behaviour = front.AnswerAsync;
        return front;
    }

    /// <summary>To another Prometheus.</summary>
    public void Redirect(Uri prometheus) => _front.Redirect(prometheus);

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _target.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, Func<Task> forward)
    {
        if (context.Request.Path.Value!.Contains("/query", StringComparison.Ordinal))
        {
            Authorization = context.Request.Headers.Authorization;
        }

        Interlocked.Increment(ref _answering);
        Interlocked.Increment(ref _asked);
        try
        {
            await Fault(context, forward);
        }
        finally
        {
            Interlocked.Decrement(ref _answering);
        }
    }
}
