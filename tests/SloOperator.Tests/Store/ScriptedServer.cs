using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SloOperator.Tests.Store;

/// <summary>An API server at the wire that lists what it is given, keeps watches open to push events, and answers writes in the order of its script.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HttpContext>> _watches = new(
        StringComparer.Ordinal
    );
    private readonly CancellationTokenSource _stop = new();

    private ScriptedServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Items of each path's list, as JSON.</summary>
    public ConcurrentDictionary<string, string[]> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Status code and body of each coming answer to PATCH, and to GET of one object.</summary>
    public ConcurrentQueue<(int Code, string Body)> Answers { get; } = new();

    public ConcurrentQueue<string> Writes { get; } = new();

    public static async Task<ScriptedServer> StartAsync()
    {
        var server = new ScriptedServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Sends one line down the watch of the path, once there is one.</summary>
    public async Task PushAsync(string path, string type, string item)
    {
        HttpContext watch = await Watch(path)
            .Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await watch.Response.WriteAsync($"{{\"type\":\"{type}\",\"object\":{item}}}\n");
        await watch.Response.Body.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private TaskCompletionSource<HttpContext> Watch(string path) =>
        _watches.GetOrAdd(
            path,
            _ => new TaskCompletionSource<HttpContext>(
                TaskCreationOptions.RunContinuationsAsynchronously
            )
        );

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        context.Response.ContentType = "application/json";
        if (context.Request.Query.ContainsKey("watch"))
        {
            await HoldAsync(context, path);
        }
        else if (
            Lists.TryGetValue(path, out string[]? items)
            && HttpMethods.IsGet(context.Request.Method)
        )
        {
            await context.Response.WriteAsync(
                $"{{\"metadata\":{{\"resourceVersion\":\"10\"}},\"items\":[{string.Join(',', items)}]}}"
            );
        }
        else
        {
            await AnswerFromScriptAsync(context, path);
        }
    }

    private async Task HoldAsync(HttpContext context, string path)
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        Watch(path).TrySetResult(context);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            _stop.Token,
            context.RequestAborted
        );
        var ended = new TaskCompletionSource();
        await using (end.Token.Register(ended.SetResult))
        {
            await ended.Task;
        }
    }

    private async Task AnswerFromScriptAsync(HttpContext context, string path)
    {
        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        Writes.Enqueue(
            $"{context.Request.Method} {path}{context.Request.QueryString} {context.Request.ContentType} {await body.ReadToEndAsync()}".TrimEnd()
        );
        (int code, string answer) = Answers.TryDequeue(out (int Code, string Body) scripted)
            ? scripted
            : (500, "{}");
        context.Response.StatusCode = code;
        await context.Response.WriteAsync(answer);
    }
}
