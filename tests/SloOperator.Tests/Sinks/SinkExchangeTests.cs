using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks;

public sealed class SinkExchangeTests
{
    private const string Issues = "/repos/shop/payments/issues";

    [Fact]
    public async Task A_refused_connection_is_certainly_not_done()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using FaultProxy proxy = await FaultProxy.StartAsync(server.Url.Port);
        proxy.Fault = new Fault.Refuse();
        using Filing filing = At(new Uri($"http://127.0.0.1:{proxy.Port}"));

        SinkReply<ExternalTicket> reply = await filing.CreateAsync();

        reply.ShouldBe(
            new SinkReply<ExternalTicket>.Busy(
                "GitHub, create the issue: connection refused",
                null,
                null
            )
        );
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_certainly_not_done()
    {
        using Filing filing = At(new Uri("https://tracker.invalid"));

        SinkReply<ExternalTicket> reply = await filing.CreateAsync();

        reply
            .ShouldBeOfType<SinkReply<ExternalTicket>.Busy>()
            .Reason.ShouldBe("GitHub, create the issue: the host's name cannot be resolved");
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_gets_no_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartTlsAsync();
        using Filing filing = At(server.Url);

        (await filing.CreateAsync())
            .ShouldBeOfType<SinkReply<ExternalTicket>.Busy>()
            .Reason.ShouldStartWith("GitHub, create the issue: TLS: ");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_reset_before_the_request_left_is_certainly_not_done()
    {
        await using ScriptedServer server = await ScriptedServer.StartTlsAsync();
        await using FaultProxy proxy = await FaultProxy.StartAsync(server.Url.Port);
        proxy.Fault = new Fault.Reset();
        using Filing filing = At(new Uri($"https://127.0.0.1:{proxy.Port}"));

        (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Busy>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_without_a_whole_answer_in_15_seconds_is_unclear(bool drips)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            Issues,
            drips ? Reply.Chunks("application/json", "{\"num", "ber\":").ThenHang() : Reply.Never()
        );
        using Filing filing = At(server.Url);

        Task<SinkReply<ExternalTicket>> reply = filing.CreateAsync();
        await Eventually.TrueAsync(() => server.Requests.Count == 1);
        filing.Clock.Advance(TimeSpan.FromSeconds(14));
        reply.IsCompleted.ShouldBeFalse();
        filing.Clock.Advance(TimeSpan.FromSeconds(1));

        (await reply).ShouldBe(
            new SinkReply<ExternalTicket>.Unclear(
                "GitHub, create the issue: no whole answer within 15s",
                null,
                null
            )
        );
    }

    [Fact]
    public async Task A_read_without_an_answer_changed_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues + "/1", Reply.Never());
        using Filing filing = At(server.Url);

        Task<SinkReply<ExternalTicket>> reply = filing.ReadAsync("1");
        await Eventually.TrueAsync(() => server.Requests.Count == 1);
        filing.Clock.Advance(TimeSpan.FromSeconds(15));

        (await reply)
            .ShouldBeOfType<SinkReply<ExternalTicket>.Busy>()
            .Reason.ShouldBe("GitHub, read issue 1: no whole answer within 15s");
    }

    [Fact]
    public async Task The_callers_cancellation_is_thrown()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Never());
        using Filing filing = At(server.Url);
        using var caller = new CancellationTokenSource();

        Task<SinkReply<ExternalTicket>> reply = filing.Sink.CreateAsync(
            Filing.Draft(),
            caller.Token
        );
        await Eventually.TrueAsync(() => server.Requests.Count == 1);
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reply);
    }

    [Theory]
    [InlineData("<html>Sign in</html>", "what is not JSON, or nested too deep")]
    [InlineData("", "what is not JSON, or nested too deep")]
    [InlineData("{\"number\":1}", "not as its API does")]
    [InlineData("[]", "not as its API does")]
    public async Task A_success_that_cannot_be_read_may_have_been_one(string body, string found)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Html(body));
        server.Always(Issues + "/1", Reply.Html(body));
        using Filing filing = At(server.Url);

        SinkReply<ExternalTicket> written = await filing.CreateAsync();
        SinkReply<ExternalTicket> read = await filing.ReadAsync("1");

        written
            .ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>()
            .Reason.ShouldBe(
                $"GitHub, create the issue: answered 200, but {found}; check that TicketSink payments: spec.url is the API's"
            );
        read.ShouldBeOfType<SinkReply<ExternalTicket>.Busy>();
    }

    [Theory]
    [InlineData(201, typeof(SinkReply<ExternalTicket>.Unclear))]
    [InlineData(400, typeof(SinkReply<ExternalTicket>.Refused))]
    [InlineData(500, typeof(SinkReply<ExternalTicket>.Unclear))]
    public async Task An_answer_beyond_1_MiB_is_given_up(int status, Type expected)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            Issues,
            Reply.Of("application/json", "[" + new string(' ', 1 << 20) + "]", status)
        );
        using Filing filing = At(server.Url);

        (await filing.CreateAsync()).ShouldBeOfType(expected);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public async Task Nesting_is_taken_to_a_depth_of_64(int depth, bool isTaken)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string nested = new string('[', depth) + new string(']', depth);
        server.Always(
            Issues,
            Reply.Json($$"""{"number":1,"html_url":"https://x/1","x":{{nested}}}""", 201)
        );
        using Filing filing = At(server.Url);

        (await filing.CreateAsync() is SinkReply<ExternalTicket>.Done).ShouldBe(isTaken);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using ScriptedServer elsewhere = await ScriptedServer.StartAsync();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            Issues,
            Reply.Json("{}", status).WithHeader("Location", elsewhere.Url + "steal")
        );
        using Filing filing = At(server.Url);

        (await filing.CreateAsync())
            .ShouldBeOfType<SinkReply<ExternalTicket>.Refused>()
            .Status.ShouldBe(status);
        elsewhere.Connections.ShouldBe(0);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    public async Task What_was_not_taken_up_may_be_later(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Json("{}", status).WithHeader("Retry-After", "7"));
        using Filing filing = At(server.Url);

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Busy(
                $"GitHub, create the issue: answered {status}",
                status,
                TimeSpan.FromSeconds(7)
            )
        );
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_failing_server_may_have_done_it(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Html("<h1>", status).WithHeader("Retry-After", "120"));
        using Filing filing = At(server.Url);

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Unclear(
                $"GitHub, create the issue: answered {status}",
                status,
                TimeSpan.FromMinutes(2)
            )
        );
    }

    [Fact]
    public async Task Until_a_pauses_end_nothing_is_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Json("{}", 429).WithHeader("Retry-After", "90"));
        using Filing filing = At(server.Url);
        await filing.CreateAsync();
        filing.Clock.Advance(TimeSpan.FromSeconds(20));

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Busy(
                "GitHub, create the issue: not tried, since its rate limit is used up",
                null,
                TimeSpan.FromSeconds(70)
            )
        );
        server.Requests.Count.ShouldBe(1);
        filing.Clock.JumpWallClock(TimeSpan.FromHours(-5));
        filing.Clock.Advance(TimeSpan.FromSeconds(70));
        await filing.CreateAsync();
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_pause_of_years_is_believed_for_an_hour()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Json("{}", 429).WithHeader("Retry-After", "2147483647"));
        using Filing filing = At(server.Url);

        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_refusal_that_broke_off_is_asked_for_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            Issues,
            Reply.Json("{\"message\":\"You have exceeded a sec", 403).ThenAbort()
        );
        using Filing filing = At(server.Url);

        (await filing.CreateAsync())
            .ShouldBeOfType<SinkReply<ExternalTicket>.Busy>()
            .Reason.ShouldBe("GitHub, create the issue: answered 403 and broke off");
    }

    private static Filing At(Uri url) => new(SinkType.GitHub, url);
}
