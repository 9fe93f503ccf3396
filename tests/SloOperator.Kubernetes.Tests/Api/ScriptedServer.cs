using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SloOperator.Kubernetes.Tests.Api;

/// <summary>A real server on a free port that gives the scripted answers in order; a request too many gets a 418.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly Channel<SeenRequest> _arrivals = Channel.CreateUnbounded<SeenRequest>();

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    public static async Task<ScriptedServer> StartAsync(params Func<HttpContext, Task>[] answers)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new ScriptedServer(builder.Build());
        foreach (Func<HttpContext, Task> answer in answers)
        {
            server.Then(answer);
        }

        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.Single());
        return server;
    }

    public void Then(Func<HttpContext, Task> answer) => _answers.Enqueue(answer);

    /// <summary>The next request that was not yet asked for here.</summary>
    public async Task<SeenRequest> ArrivalAsync()
    {
        using var patience = new CancellationTokenSource(
            TimeSpan.FromSeconds(20),
            TimeProvider.System
        );
        return await _arrivals.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var seen = new SeenRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "",
            context.Request.QueryString.Value ?? "",
            context.Request.ContentType,
            Encoding.UTF8.GetString(body.ToArray())
        );
        _seen.Enqueue(seen);
        _arrivals.Writer.TryWrite(seen);
        Task answered = _answers.TryDequeue(out Func<HttpContext, Task>? answer)
            ? answer(context)
            : Answer.Text(418, $"not in the script: {seen}")(context);
        await answered;
    }
}

internal sealed record SeenRequest(
    string Method,
    string Path,
    string Query,
    string? ContentType,
    string Body
)
{
    public string Target => Path + Query;
}
