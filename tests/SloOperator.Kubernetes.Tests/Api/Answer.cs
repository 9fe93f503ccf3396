using System.Text;
using Microsoft.AspNetCore.Http;

namespace SloOperator.Kubernetes.Tests.Api;

/// <summary>What a scripted server may say.</summary>
internal static class Answer
{
    public static Func<HttpContext, Task> Json(
        string body,
        int status = 200,
        int? retryAfter = null
    ) => Body(status, "application/json", body, retryAfter);

    public static Func<HttpContext, Task> Text(int status, string body, int? retryAfter = null) =>
        Body(status, "text/plain", body, retryAfter);

    public static Func<HttpContext, Task> Failure(
        int status,
        string reason,
        string message = "no"
    ) =>
        Json(
            $$"""{"kind":"Status","status":"Failure","reason":"{{reason}}","message":"{{message}}","code":{{status}}}""",
            status
        );

    /// <summary>A page of a list; an empty <paramref name="next"/> is how the server says that it is the last.</summary>
    public static Func<HttpContext, Task> Page(
        string resourceVersion,
        string next,
        params string[] items
    ) =>
        Json(
            $$"""{"kind":"WidgetList","metadata":{"resourceVersion":"{{resourceVersion}}","continue":"{{next}}"},"items":[{{string.Join(',', items)}}]}"""
        );

    /// <summary>Each piece is sent by itself; then the stream ends cleanly.</summary>
    public static Func<HttpContext, Task> Stream(params string[] pieces) =>
        async context =>
        {
            context.Response.ContentType = "application/json";
            foreach (string piece in pieces)
            {
                await SendAsync(context, piece);
            }
        };

    /// <summary>The headers, the pieces, and then silence until the client goes.</summary>
    public static Func<HttpContext, Task> Hang(params string[] pieces) =>
        async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.FlushAsync();
            foreach (string piece in pieces)
            {
                await SendAsync(context, piece);
            }

            await UntilAbortedAsync(context);
        };

    /// <summary>The same piece every few milliseconds, until the client goes.</summary>
    public static Func<HttpContext, Task> Drip(string piece) =>
        async context =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await SendAsync(context, piece);
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
        };

    public static Func<HttpContext, Task> Silence() => UntilAbortedAsync;

    public static Func<HttpContext, Task> Reset(params string[] pieces) =>
        async context =>
        {
            await Stream(pieces)(context);
            context.Abort();
        };

    private static async Task SendAsync(HttpContext context, string piece)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(piece));
        await context.Response.Body.FlushAsync();
    }

    private static async Task UntilAbortedAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(
            gone.SetResult
        );
        await gone.Task;
    }

    private static Func<HttpContext, Task> Body(
        int status,
        string type,
        string body,
        int? retryAfter
    ) =>
        async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            if (retryAfter is not null)
            {
                context.Response.Headers.RetryAfter = $"{retryAfter}";
            }

            await context.Response.WriteAsync(body);
        };
}
