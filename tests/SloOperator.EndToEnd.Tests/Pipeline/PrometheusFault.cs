using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>What a Prometheus, or what stands before it, does wrong: to all requests, or to queries only where the name of the server is still told.</summary>
internal static partial class PrometheusFault
{
    /// <summary>What a gzip bomb blows up to.</summary>
    public const int BombMebibytes = 256;

    private const int TooMany = 10;

    private const string Api = "application/json";

    private const string Empty =
        """{"status":"success","data":{"resultType":"matrix","result":[]}}""";

    /// <summary>One series, for as long as samples follow: it cannot be judged before it ends.</summary>
    private const string Opening =
        """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"]""";

    /// <summary>A mebibyte.</summary>
    private static readonly byte[] Samples = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Repeat(",[1,\"1\"]", (1 << 20) / 8))
    );

    private static readonly Lazy<byte[]> Bomb = new(Pack);

    /// <summary>By the name that the tests' cases have.</summary>
    public static Behaviour Named(string name) =>
        name switch
        {
            "a page of HTML" => Html,
            "silence" => Silence,
            "one byte a second" => Drip,
            "ten megabytes" => SamplesAsync,
            "a gzip bomb" => GzipBombAsync,
            "half an answer" => HalfAsync,
            "too many requests" => (context, _) =>
                SayAsync(context, 429, "text/plain", "Too many requests"),
            "a warning" => OnQueries(text =>
                WithMember(text, "\"warnings\":[\"a store is down\"]")
            ),
            "not a number" => OnQueries(text => WithValues(text, "NaN")),
            "infinity" => OnQueries(text => WithValues(text, "+Inf")),
            "a scalar" => OnQueries(_ =>
                """{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}"""
            ),
            "every series twice" => OnQueries(Doubled),
            "no series" => OnQueries(text => Series().Replace(text, "\"result\":[]")),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such fault."),
        };

    public static Task None(HttpContext context, Func<Task> forward) => forward();

    public static Behaviour Unless(string authorization) =>
        (context, forward) =>
            context.Request.Headers.Authorization == authorization
                ? forward()
                : SayAsync(context, 401, "text/plain", "Who is it?");

    private static Task Html(HttpContext context, Func<Task> forward) =>
        SayAsync(context, 200, "text/html", "<html>Sign in</html>");

    private static Task Silence(HttpContext context, Func<Task> forward) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    private static async Task Drip(HttpContext context, Func<Task> forward)
    {
        context.Response.ContentType = Api;
        using PeriodicTimer pace = new(TimeSpan.FromSeconds(1), TimeProvider.System);
        foreach (byte one in Encoding.UTF8.GetBytes(Empty))
        {
            await context.Response.Body.WriteAsync(new[] { one }, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await pace.WaitForNextTickAsync(context.RequestAborted);
        }
    }

    /// <summary>To queries: whoever asks the version is told it, so the endpoint is there.</summary>
    private static async Task SamplesAsync(HttpContext context, Func<Task> forward)
    {
        if (!context.Request.Path.Value!.Contains("/query", StringComparison.Ordinal))
        {
            await forward();
            return;
        }

        context.Response.ContentType = Api;
        await context.Response.WriteAsync(Opening, context.RequestAborted);
        for (int i = 0; i < TooMany; i++)
        {
            await context.Response.Body.WriteAsync(Samples, context.RequestAborted);
        }
    }

    private static async Task GzipBombAsync(HttpContext context, Func<Task> forward)
    {
        context.Response.ContentType = Api;
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.Body.WriteAsync(Bomb.Value, context.RequestAborted);
    }

    private static async Task HalfAsync(HttpContext context, Func<Task> forward)
    {
        context.Response.ContentType = Api;
        await context.Response.WriteAsync(Empty[..30], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        // Kestrel ends the connection in order then, but without the last chunk; an abort could take back what was sent.
        throw new InvalidOperationException("The fault ends this answer here.");
    }

    private static Task SayAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>The real answer, changed.</summary>
    private static Behaviour OnQueries(Func<string, string> change) =>
        async (context, forward) =>
        {
            if (!context.Request.Path.Value!.Contains("/query", StringComparison.Ordinal))
            {
                await forward();
                return;
            }

            context.Request.Headers.AcceptEncoding = "identity";
            Stream wire = context.Response.Body;
            using MemoryStream kept = new();
            context.Response.Body = kept;
            await forward();
            context.Response.Body = wire;
            string changed = change(Encoding.UTF8.GetString(kept.ToArray()));
            await wire.WriteAsync(Encoding.UTF8.GetBytes(changed), context.RequestAborted);
        };

    private static string WithMember(string answer, string member) => answer[..^1] + $",{member}}}";

    private static string WithValues(string answer, string value) =>
        Value().Replace(answer, $",\"{value}\"]");

    private static string Doubled(string answer) =>
        Series()
            .Replace(
                answer,
                match => $"\"result\":[{match.Groups["series"]},{match.Groups["series"]}]"
            );

    private static byte[] Pack()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Opening));
            for (int i = 0; i < BombMebibytes; i++)
            {
                gzip.Write(Samples);
            }
        }

        return packed.ToArray();
    }

    [GeneratedRegex(@",""-?[0-9.eE+-]+""\]")]
    private static partial Regex Value();

    [GeneratedRegex(@"""result"":\[(?<series>.*)\](?=\}\}$)", RegexOptions.Singleline)]
    private static partial Regex Series();
}
