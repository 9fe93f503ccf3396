using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>What is done with one request: answer it, or call the second argument to have the real server do it.</summary>
internal delegate Task Behaviour(HttpContext context, Func<Task> forward);

/// <summary>A plain HTTP server before a real one: it passes on what it is asked, or misbehaves, switchable while it runs.</summary>
internal sealed class WireFront : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _target;
    private Uri _address;
    private readonly CancellationTokenSource _stopping = new();

    private WireFront(WebApplication app, HttpMessageInvoker target, Uri address) =>
        (_app, _target, _address) = (app, target, address);

    public Uri Url => new(_app.Urls.Single());

    public Behaviour Behaviour { get; set; } = (_, forward) => forward();

    /// <summary>To another server that the same client reaches.</summary>
    public void Redirect(Uri address) => _address = address;

    /// <summary>Waited for before each piece of an answer is passed on.</summary>
    public Func<HttpContext, Task> BeforePiece { get; set; } = _ => Task.CompletedTask;

    /// <param name="target">Reaches the real server, with whatever credentials it asks for.</param>
    /// <param name="address">Of the real server.</param>
    public static async Task<WireFront> StartAsync(HttpMessageInvoker target, Uri address)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions()
        );
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.AllowSynchronousIO = false)
            .UseUrls("http://127.0.0.1:0");
        WireFront front = new(builder.Build(), target, address);
        front._app.Run(front.AnswerAsync);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync(_stopping.Token);
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            _stopping.Token
        );
        context.RequestAborted = end.Token;
        try
        {
            await Behaviour(context, () => ForwardAsync(context));
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // One end is gone: to the other it looks like that.
            context.Abort();
        }
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using HttpRequestMessage request = Copy(context.Request);
        using HttpResponseMessage response = _target is HttpClient client
            ? await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                context.RequestAborted
            )
            : await _target.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Content.Headers.Concat(response.Headers))
        {
            if (header.Key is "Content-Type" or "Content-Encoding" or "Retry-After")
            {
                context.Response.Headers.Append(header.Key, header.Value.First());
            }
        }

        await PourAsync(response, context);
    }

    private HttpRequestMessage Copy(HttpRequest request)
    {
        Uri url = new(_address, request.Path.ToString().TrimStart('/') + request.QueryString);
        HttpRequestMessage copy = new(new HttpMethod(request.Method), url);
        if (request.ContentType is { } type)
        {
            copy.Content = new StreamContent(request.Body);
            copy.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (string name in (string[])["Accept", "Accept-Encoding"])
        {
            copy.Headers.TryAddWithoutValidation(name, request.Headers[name].ToArray());
        }

        return copy;
    }

    // Piece by piece: a watch has no end to wait for.
    private async Task PourAsync(HttpResponseMessage response, HttpContext context)
    {
        await context.Response.StartAsync(context.RequestAborted);
        await using Stream body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        byte[] piece = new byte[16_384];
        int length;
        while ((length = await body.ReadAsync(piece, context.RequestAborted)) > 0)
        {
            await BeforePiece(context);
            await context.Response.Body.WriteAsync(
                piece.AsMemory(0, length),
                context.RequestAborted
            );
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
