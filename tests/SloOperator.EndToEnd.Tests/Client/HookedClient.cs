using System.Collections.Concurrent;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>Sends by another client, and first does what the test wants done at that moment; for requests without a body.</summary>
internal sealed class HookedClient : HttpClient
{
    private readonly ConcurrentQueue<Uri> _sent;

    public HookedClient(HttpClient by, Func<HttpRequestMessage, Task> before)
        : this(by, before, new ConcurrentQueue<Uri>()) { }

    private HookedClient(
        HttpClient by,
        Func<HttpRequestMessage, Task> before,
        ConcurrentQueue<Uri> sent
    )
        : base(new Handler(by, before, sent))
    {
        BaseAddress = by.BaseAddress;
        _sent = sent;
    }

    /// <summary>In order.</summary>
    public IReadOnlyCollection<Uri> Sent => _sent;

    private sealed class Handler(
        HttpClient by,
        Func<HttpRequestMessage, Task> before,
        ConcurrentQueue<Uri> sent
    ) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            await before(request);
            sent.Enqueue(request.RequestUri!);
            // A request can be sent only once.
            using HttpRequestMessage copy = new(request.Method, request.RequestUri);
            return await by.SendAsync(
                copy,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
        }
    }
}
