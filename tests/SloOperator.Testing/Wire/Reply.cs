using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SloOperator.Testing.Wire;

/// <summary>One scripted answer: status, headers and body pieces, and how it ends.</summary>
public sealed record Reply
{
    private Reply() { }

    public int Status { get; private init; } = 200;

    private IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    private Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> Body { get; init; } =
        _ => AsyncEnumerable.Empty<ReadOnlyMemory<byte>>();

    private bool BreaksOff { get; init; }

    private bool StaysSilent { get; init; }

    private bool SendsGoAway { get; init; }

    public static Reply Json(string json, int status = 200) => Of("application/json", json, status);

    public static Reply Text(string text, int status = 200) => Of("text/plain", text, status);

    public static Reply Html(string html, int status = 200) => Of("text/html", html, status);

    public static Reply Of(string contentType, string body, int status = 200) =>
        Chunks(contentType, body) with
        {
            Status = status,
        };

    /// <summary>Each piece is sent as soon as it is there; the sequence decides when, a channel in the test for instance.</summary>
    public static Reply Stream(
        string contentType,
        Func<CancellationToken, IAsyncEnumerable<string>> pieces
    ) =>
        new Reply
        {
            Body = ct =>
                pieces(ct).Select(piece => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(piece)),
        }.WithHeader("Content-Type", contentType);

    public static Reply Chunks(string contentType, params IReadOnlyList<string> pieces) =>
        Stream(contentType, _ => pieces.ToAsyncEnumerable());

    /// <summary>One byte at each tick, to the end of the body.</summary>
    public static Reply Drip(
        string contentType,
        string body,
        TimeSpan every,
        TimeProvider? time = null
    ) =>
        new Reply
        {
            Body = ct =>
                DripAsync(Encoding.UTF8.GetBytes(body), every, time ?? TimeProvider.System, ct),
        }.WithHeader("Content-Type", contentType);

    /// <summary>The same piece again and again, until the client goes away.</summary>
    public static Reply Endless(string contentType, string piece) =>
        new Reply { Body = ct => Forever(Encoding.UTF8.GetBytes(piece), ct) }.WithHeader(
            "Content-Type",
            contentType
        );

    /// <summary>The connection is closed without a byte.</summary>
    public static Reply Abort() => new() { BreaksOff = true, Status = 0 };

    /// <summary>The request is taken and never answered.</summary>
    public static Reply Never() => new() { StaysSilent = true, Status = 0 };

    public Reply WithHeader(string name, string value) =>
        this with
        {
            Headers = [.. Headers, (name, value)],
        };

    /// <summary>The connection breaks after the body, before its proper end.</summary>
    public Reply ThenAbort() => this with { BreaksOff = true };

    /// <summary>The connection stays open after the body, which never ends.</summary>
    public Reply ThenHang() => this with { StaysSilent = true };

    /// <summary>HTTP/2: the server also says GOAWAY, so that this connection finishes what it has and gets no further request.</summary>
    public Reply WithGoAway() => this with { SendsGoAway = true };

    internal async Task WriteAsync(HttpContext context, CancellationToken ct)
    {
        if (SendsGoAway)
        {
            context
                .Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>()
                .RequestClose();
        }

        if (Status != 0)
        {
            await WriteAsync(context.Response, ct);
        }

        if (StaysSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }

        if (BreaksOff)
        {
            Break(context);
        }
    }

    // Abort resets the connection, which would also take back what was sent and not yet read. After an error in the middle of
    // a body Kestrel closes in order, without the last chunk: the client gets all that was sent and then a premature end.
    private static void Break(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            throw new IOException("The script ends this response here.");
        }

        context.Abort();
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> DripAsync(
        byte[] body,
        TimeSpan every,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using PeriodicTimer timer = new(every, time);
        for (int i = 0; i < body.Length; i++)
        {
            yield return body.AsMemory(i, 1);
            await timer.WaitForNextTickAsync(ct);
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Forever(
        byte[] piece,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        while (!ct.IsCancellationRequested)
        {
            yield return piece;
            await Task.Yield();
        }
    }

    private async Task WriteAsync(HttpResponse response, CancellationToken ct)
    {
        response.StatusCode = Status;
        foreach ((string name, string value) in Headers)
        {
            response.Headers.Append(name, value);
        }

        await response.StartAsync(ct);
        await foreach (ReadOnlyMemory<byte> piece in Body(ct))
        {
            await response.Body.WriteAsync(piece, ct);
            await response.Body.FlushAsync(ct);
        }
    }
}
