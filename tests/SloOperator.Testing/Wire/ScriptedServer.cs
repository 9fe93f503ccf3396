using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SloOperator.Testing.Wire;

/// <summary>
/// A real HTTP/1.1 server on a free loopback port that answers as a test scripts it and records what it was asked.
/// What nothing was scripted for gets 501 and is listed in <see cref="Unexpected"/>.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<(Func<RecordedRequest, bool> Matches, Queue<Reply> Replies)> _once = [];
    private readonly List<(
        Func<RecordedRequest, bool> Matches,
        Func<RecordedRequest, Reply> Reply
    )> _always = [];
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentQueue<RecordedRequest> _unexpected = new();
    private readonly Channel<RecordedRequest> _arrivals =
        Channel.CreateUnbounded<RecordedRequest>();

    private ScriptedServer(WebApplication application) => _application = application;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyCollection<RecordedRequest> Requests => _requests;

    public IReadOnlyCollection<RecordedRequest> Unexpected => _unexpected;

    public static async Task<ScriptedServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions()
        );
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        ScriptedServer server = new(builder.Build());
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        IServerAddressesFeature? addresses = server
            ._application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>();
        server.Url = new Uri(addresses!.Addresses.Single());
        return server;
    }

    /// <summary>The next requests to this path get these replies, one each and in order; they go before what is always answered.</summary>
    public ScriptedServer Enqueue(string path, params IReadOnlyList<Reply> replies) =>
        Enqueue(IsFor(path), replies);

    public ScriptedServer Enqueue(
        Func<RecordedRequest, bool> matches,
        params IReadOnlyList<Reply> replies
    )
    {
        lock (_gate)
        {
            _once.Add((matches, new Queue<Reply>(replies)));
        }

        return this;
    }

    /// <summary>Every request to this path from now on; the newest rule wins.</summary>
    public ScriptedServer Always(string path, Reply reply) => Always(IsFor(path), _ => reply);

    public ScriptedServer Always(
        Func<RecordedRequest, bool> matches,
        Func<RecordedRequest, Reply> reply
    )
    {
        lock (_gate)
        {
            _always.Insert(0, (matches, reply));
        }

        return this;
    }

    /// <summary>The next request that nobody waited for yet, in order of arrival.</summary>
    public async Task<RecordedRequest> NextRequestAsync(TimeSpan deadline)
    {
        using CancellationTokenSource limit = new(deadline, TimeProvider.System);
        return await _arrivals.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _application.StopAsync(_stopping.Token);
        await _application.DisposeAsync();
        _stopping.Dispose();
    }

    private static Func<RecordedRequest, bool> IsFor(string path) =>
        request => string.Equals(request.Path, path, StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext context)
    {
        RecordedRequest request = await RecordAsync(context.Request);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            _stopping.Token
        );
        try
        {
            await Choose(request).WriteAsync(context, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task<RecordedRequest> RecordAsync(HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        RecordedRequest recorded = new(
            request.Method,
            request.Path,
            request.QueryString.Value?.TrimStart('?') ?? "",
            request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            await reader.ReadToEndAsync()
        );
        _requests.Enqueue(recorded);
        _arrivals.Writer.TryWrite(recorded);
        return recorded;
    }

    private Reply Choose(RecordedRequest request)
    {
        lock (_gate)
        {
            foreach ((Func<RecordedRequest, bool> matches, Queue<Reply> replies) in _once)
            {
                if (replies.Count > 0 && matches(request))
                {
                    return replies.Dequeue();
                }
            }

            foreach (
                (Func<RecordedRequest, bool> matches, Func<RecordedRequest, Reply> reply) in _always
            )
            {
                if (matches(request))
                {
                    return reply(request);
                }
            }
        }

        _unexpected.Enqueue(request);
        return Reply.Text($"Nothing is scripted for {request.Method} {request.Path}.", 501);
    }
}
