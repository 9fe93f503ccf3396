using System.Net;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

public sealed class ScriptedServerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private ScriptedServer? _server;

    private ScriptedServer Server =>
        _server ?? throw new InvalidOperationException("xunit starts the server before each test.");

    public async Task InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Enqueued_replies_go_out_once_and_before_the_standing_one()
    {
        Server
            .Always("/q", Reply.Text("standing"))
            .Enqueue(
                "/q",
                Reply.Text("first"),
                Reply.Json("{}", 503).WithHeader("Retry-After", "7")
            );

        (await GetAsync("/q")).ShouldBe("first");
        using HttpResponseMessage second = await _http.GetAsync(new Uri(Server.Url, "/q"));
        second.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await GetAsync("/q")).ShouldBe("standing");
        (await GetAsync("/q")).ShouldBe("standing");
    }

    [Fact]
    public async Task Requests_are_recorded_whole()
    {
        Server.Always("/api", Reply.Text("ok"));
        using StringContent body = new("query=up");

        using HttpResponseMessage response = await _http.PostAsync(
            new Uri(Server.Url, "/api?a=b"),
            body
        );

        RecordedRequest request = await Server.NextRequestAsync(Patience);
        (request.Method, request.Path, request.Query, request.Body).ShouldBe(
            ("POST", "/api", "a=b", "query=up")
        );
        request.Headers["content-type"].ShouldStartWith("text/plain");
    }

    [Fact]
    public async Task What_was_not_scripted_is_refused_and_listed()
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(Server.Url, "/surprise"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        Server.Unexpected.ShouldHaveSingleItem().Path.ShouldBe("/surprise");
    }

    [Fact]
    public async Task A_body_can_break_off_in_the_middle()
    {
        Server.Always("/q", Reply.Chunks("text/plain", "half").ThenAbort());

        using HttpResponseMessage response = await _http.GetAsync(
            new Uri(Server.Url, "/q"),
            HttpCompletionOption.ResponseHeadersRead
        );
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[4];
        await body.ReadExactlyAsync(buffer);

        buffer.ShouldBe("half"u8.ToArray());
        await Should.ThrowAsync<HttpIOException>(() => body.ReadAsync(buffer).AsTask());
    }

    [Fact]
    public async Task A_connection_can_close_without_a_byte()
    {
        Server.Always("/q", Reply.Abort());

        await Should.ThrowAsync<HttpRequestException>(() => GetAsync("/q"));
    }

    [Fact]
    public async Task A_request_can_stay_unanswered_until_the_client_gives_up()
    {
        Server.Always("/q", Reply.Never());
        using CancellationTokenSource client = new();

        Task<string> answer = _http.GetStringAsync(new Uri(Server.Url, "/q"), client.Token);
        await Server.NextRequestAsync(Patience);
        answer.IsCompleted.ShouldBeFalse();
        await client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task A_dripping_body_arrives_a_byte_at_a_time()
    {
        ManualTimeProvider time = new(DateTimeOffset.UnixEpoch);
        Server.Always("/q", Reply.Drip("text/plain", "ab", TimeSpan.FromSeconds(1), time));
        using HttpResponseMessage response = await _http.GetAsync(
            new Uri(Server.Url, "/q"),
            HttpCompletionOption.ResponseHeadersRead
        );
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[10];

        (await body.ReadAsync(buffer)).ShouldBe(1);
        ValueTask<int> second = body.ReadAsync(buffer);
        second.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await second).ShouldBe(1);
    }

    private async Task<string> GetAsync(string path) =>
        await _http.GetStringAsync(new Uri(Server.Url, path));
}
