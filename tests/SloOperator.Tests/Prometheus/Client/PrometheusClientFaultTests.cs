using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SloOperator.Prometheus;

namespace SloOperator.Tests.Prometheus.Client;

public sealed class PrometheusClientFaultTests
{
    private const string Prefix = "endpoint default, query: ";

    [Fact]
    public async Task A_port_where_nobody_listens_is_named_refused()
    {
        using var asking = new Asking(new Uri($"http://127.0.0.1:{ClosedPort()}"));

        (await asking.FailureAsync()).ShouldBe(Prefix + "connection refused");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slow_or_dripping_answer_ends_at_the_deadline(bool drips)
    {
        var reached = new TaskCompletionSource();
        await using FakePrometheus server = await FakePrometheus.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            if (drips)
            {
                await context.Response.WriteAsync("""{"status":"succ""");
                await context.Response.Body.FlushAsync();
            }

            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var asking = new Asking(server.Url);

        Task<string> failure = asking.FailureAsync();
        await reached.Task;
        asking.Clock.Advance(TimeSpan.FromSeconds(9));
        failure.IsCompleted.ShouldBeFalse();
        asking.Clock.Advance(TimeSpan.FromSeconds(1));

        (await failure).ShouldBe(Prefix + "no whole answer within 10s");
    }

    [Fact]
    public async Task The_callers_cancellation_is_thrown()
    {
        var reached = new TaskCompletionSource();
        await using FakePrometheus server = await FakePrometheus.StartAsync(context =>
        {
            reached.SetResult();
            return Task.Delay(
                Timeout.InfiniteTimeSpan,
                TimeProvider.System,
                context.RequestAborted
            );
        });
        using var asking = new Asking(server.Url);
        using var caller = new CancellationTokenSource();

        Task<QueryAnswer> answer = asking.Client.QueryAsync(
            "up",
            Asking.Noon,
            Asking.Payments,
            caller.Token
        );
        await reached.Task;
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(answer);
    }

    [Theory]
    [InlineData(
        "<html>",
        200,
        "text/html",
        "answered text/html where application/json was expected"
    )]
    [InlineData("<html>", 200, "application/json", "answered JSON that is not the API's, at $")]
    [InlineData(
        "{\"status\":\"succ",
        200,
        "application/json",
        "answered JSON that is not the API's, at $.status"
    )]
    [InlineData(
        "{}",
        200,
        "application/json",
        "answered JSON that is not the API's: neither data nor an error"
    )]
    [InlineData(
        "{\"status\":\"success\"}",
        200,
        "application/json",
        "answered JSON that is not the API's: neither data nor an error"
    )]
    [InlineData(
        "{\"status\":\"success\",\"status\":\"error\"}",
        200,
        "application/json",
        "answered JSON that is not the API's, at $.status"
    )]
    [InlineData("null", 401, "application/json", "answered 401")]
    [InlineData("secret page", 403, "text/plain", "answered 403")]
    [InlineData("", 404, "text/plain", "answered 404")]
    [InlineData("", 429, "text/plain", "answered 429")]
    [InlineData(
        "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}",
        503,
        "application/json",
        "answered 503 timeout: query timed out"
    )]
    [InlineData(
        "{\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"x\"}",
        422,
        "application/json",
        "answered 422 internal: x"
    )]
    [InlineData(
        "{\"status\":\"error\",\"errorType\":\"unavailable\",\"error\":\"http://u:pw@h/ down\\nmore\"}",
        500,
        "application/json",
        "answered 500 unavailable: http://h/ down more"
    )]
    public async Task What_is_no_answer_is_said_exactly(
        string body,
        int status,
        string type,
        string reason
    )
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(body, status, type);
        using var asking = new Asking(server.Url);

        (await asking.FailureAsync()).ShouldBe(Prefix + reason);
    }

    [Theory]
    [InlineData("\"value\":[1,\"abc\"]")]
    [InlineData("\"value\":[1,5]")]
    [InlineData("\"value\":[1,\"5\",6]")]
    [InlineData("\"value\":[-1,\"5\"]")]
    [InlineData("\"histogram\":[1,{\"count\":\"5\"}]")]
    [InlineData("\"value\":[1,\"5\"],\"value\":[1,\"6\"]")]
    [InlineData("\"metric\":{\"a\":\"1\",\"a\":\"2\"},\"value\":[1,\"5\"]")]
    public async Task A_series_that_is_none_fails_the_answer(string members)
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            $$$"""{"status":"success","data":{"resultType":"vector","result":[{{{{members}}}}]}}"""
        );
        using var asking = new Asking(server.Url);

        (await asking.FailureAsync()).ShouldStartWith(
            Prefix + "answered JSON that is not the API's"
        );
    }

    [Theory]
    [InlineData("\"warnings\":[\"store a is down\",\"b\"]", "store a is down")]
    [InlineData("\"warnings\":[\"PromQL info: x\",\"store b is down\"]", "store b is down")]
    [InlineData("\"isPartial\":true", "a storage node did not answer")]
    public async Task A_partial_answer_is_none(string member, string because)
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            $$$"""{"status":"success","data":{"resultType":"vector","result":[]},{{{member}}}}"""
        );
        using var asking = new Asking(server.Url);

        (await asking.FailureAsync()).ShouldBe($"{Prefix}partial: {because}");
    }

    [Fact]
    public async Task A_warning_is_cut_to_200_characters()
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            $$$"""{"status":"success","data":{"resultType":"vector","result":[]},"warnings":["{{{new string('w', 500)}}}"]}"""
        );
        using var asking = new Asking(server.Url);

        (await asking.FailureAsync()).ShouldBe($"{Prefix}partial: {new string('w', 199)}…");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_beyond_the_limit_is_given_up_even_when_it_was_small_on_the_wire(
        bool zipped
    )
    {
        await using FakePrometheus server = await FakePrometheus.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = zipped ? "gzip" : default;
            await using Stream body = zipped
                ? new GZipStream(context.Response.Body, CompressionLevel.Fastest)
                : context.Response.Body;
            byte[] blanks = [.. Enumerable.Repeat((byte)' ', 1 << 20)];
            for (int i = 0; i < 10; i++)
            {
                await body.WriteAsync(blanks, context.RequestAborted);
            }
        });
        using var asking = new Asking(server.Url);

        (await asking.FailureAsync()).ShouldBe(Prefix + "answered more than 8 MiB");
    }

    [Fact]
    public async Task A_connection_cut_in_the_body_is_no_answer()
    {
        await using FakePrometheus server = await FakePrometheus.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"status":"success",""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var asking = new Asking(server.Url);

        (await asking.FailureAsync()).ShouldStartWith(Prefix);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        int requests = 0;
        await using FakePrometheus server = await FakePrometheus.StartAsync(context =>
        {
            requests++;
            context.Response.Redirect("/login?token=secret");
            return Task.CompletedTask;
        });
        using var asking = new Asking(server.Url);

        (await asking.FailureAsync()).ShouldBe(Prefix + "answered 302");
        requests.ShouldBe(1);
    }

    private static int ClosedPort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
