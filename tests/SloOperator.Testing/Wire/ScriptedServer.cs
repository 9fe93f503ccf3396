using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SloOperator.Testing.Clusters;

namespace SloOperator.Testing.Wire;

/// <summary>
/// A real server on a free loopback port, of HTTP/1.1 or, with TLS, of HTTP/2, that answers as a test scripts it and records what it was asked.
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

    private readonly X509Certificate2? _certificate;
    private int _connections;

    private ScriptedServer(X509Certificate2? certificate)
    {
        _certificate = certificate;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions()
        );
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Listen);
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyCollection<RecordedRequest> Requests => _requests;

    public IReadOnlyCollection<RecordedRequest> Unexpected => _unexpected;

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static Task<ScriptedServer> StartAsync() => StartAsync(certificate: null);

    /// <summary>With HTTP/2 for who asks for it, as API servers are, and a certificate of its own for 127.0.0.1.</summary>
    public static Task<ScriptedServer> StartTlsAsync() => StartAsync(LoopbackCertificate.Create());

    /// <summary>For <see cref="StartTlsAsync"/>: trusts its certificate, and sends a token; <paramref name="port"/> is that of a proxy before it.</summary>
    public string Kubeconfig(int? port = null) =>
        KubeconfigText.WithToken(
            new UriBuilder(Url) { Port = port ?? Url.Port }.Uri,
            (
                _certificate ?? throw new InvalidOperationException("There is no TLS here.")
            ).ExportCertificatePem(),
            "scripted"
        );

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
        _certificate?.Dispose();
    }

    private static async Task<ScriptedServer> StartAsync(X509Certificate2? certificate)
    {
        ScriptedServer server = new(certificate);
        await server._application.StartAsync();
        server.Url = new Uri(server._application.Urls.Single());
        return server;
    }

    private void Listen(KestrelServerOptions kestrel) =>
        kestrel.Listen(
            IPAddress.Loopback,
            0,
            listen =>
            {
                if (_certificate is not null)
                {
                    listen.UseHttps(_certificate);
                }

                listen.Use(next =>
                    connection =>
                    {
                        Interlocked.Increment(ref _connections);
                        return next(connection);
                    }
                );
            }
        );

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
