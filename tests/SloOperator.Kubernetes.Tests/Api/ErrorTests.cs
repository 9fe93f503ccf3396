using System.Net;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class ErrorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_reason_of_the_status_tells_failures_apart()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Failure(409, "Conflict", "the object has been modified"),
            Answer.Failure(409, "AlreadyExists")
        );

        KubeException conflict = await FailAsync(server);
        KubeException exists = await FailAsync(server);

        conflict.Message.ShouldBe(
            "GET /apis/shop.example/v1/namespaces/ns/widgets/w: 409 Conflict: the object has been modified"
        );
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (conflict.IsConflict, conflict.IsAlreadyExists).ShouldBe((true, false));
        (exists.IsConflict, exists.IsAlreadyExists).ShouldBe((false, true));
    }

    [Fact]
    public async Task A_429_in_plain_text_says_what_it_said()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(429, "Too many requests, please try again later.\n")
        );

        KubeException failure = await FailAsync(server);

        failure.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        failure.Reason.ShouldBeNull();
        failure.Message.ShouldEndWith(
            ": 429 Too Many Requests: Too many requests, please try again later."
        );
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Overload_is_retried_after_the_time_the_server_asks_for(int status)
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(status, "busy", retryAfter: 3),
            Answer.Json(Widget.Json("w", 6))
        );

        Task<Widget?> getting = Client.Widgets(server, clock).GetAsync(Client.Named("w"), None);
        await clock.PassAsync(TimeSpan.FromSeconds(3));

        (await getting).ShouldNotBeNull();
        server.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Without_retry_after_nothing_is_retried(int status)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Text(status, "busy"));

        (await FailAsync(server)).RetryAfter.ShouldBeNull();

        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_is_not_retried_even_with_retry_after()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json("""{"reason":"Conflict","code":409}""", 409, retryAfter: 1)
        );

        (await FailAsync(server)).IsConflict.ShouldBeTrue();

        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Three_attempts_are_all()
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(429, "busy", retryAfter: 1),
            Answer.Text(429, "busy", retryAfter: 10),
            Answer.Text(429, "busy", retryAfter: 2)
        );

        Task<KubeException> failing = FailAsync(server, clock);
        await clock.PassAsync(TimeSpan.FromSeconds(1));
        await clock.PassAsync(TimeSpan.FromSeconds(10));

        (await failing).RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
        server.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_wait_of_more_than_ten_seconds_is_the_callers_to_decide()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(503, "busy", retryAfter: 11)
        );

        (await FailAsync(server)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(11));

        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_wait_may_stand_in_the_status_alone()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(
                """{"code":429,"reason":"TooManyRequests","details":{"retryAfterSeconds":60}}""",
                429
            )
        );

        (await FailAsync(server)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_thirty_seconds()
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(Answer.Silence());

        Task<KubeException> failing = FailAsync(server, clock);
        await server.ArrivalAsync();
        await clock.PassAsync(TimeSpan.FromSeconds(30));

        KubeException failure = await failing;
        failure.StatusCode.ShouldBeNull();
        failure.Message.ShouldEndWith("not answered in full within 30 s");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task The_deadline_binds_the_body_too(int status)
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Answer.Hang("""{"metadata":""")(context);
        });

        Task<KubeException> failing = FailAsync(server, clock);
        await server.ArrivalAsync();
        await clock.PassAsync(TimeSpan.FromSeconds(30));

        (await failing).Message.ShouldEndWith("not answered in full within 30 s");
    }

    [Fact]
    public async Task Bytes_that_drip_do_not_put_off_the_deadline()
    {
        var clock = new ObservedClock();
        await using var server = await ScriptedServer.StartAsync(Answer.Drip(" "));

        Task<KubeException> failing = FailAsync(server, clock);
        await server.ArrivalAsync();
        await clock.PassAsync(TimeSpan.FromSeconds(30));

        (await failing).Message.ShouldEndWith("not answered in full within 30 s");
    }

    [Fact]
    public async Task An_object_of_more_than_16_MiB_is_refused()
    {
        string mebibyte = new('x', 1024 * 1024);
        await using var server = await ScriptedServer.StartAsync(
            Answer.Stream(["{\"x\":\"", .. Enumerable.Repeat(mebibyte, 17), "\"}"])
        );

        (await FailAsync(server)).Message.ShouldContain("the answer is larger than 16777216 bytes");
    }

    [Fact]
    public async Task A_refused_connection_says_what_was_attempted()
    {
        var server = await ScriptedServer.StartAsync();
        await server.DisposeAsync();

        KubeException failure = await FailAsync(server);

        failure.StatusCode.ShouldBeNull();
        failure.Message.ShouldStartWith(
            "GET /apis/shop.example/v1/namespaces/ns/widgets/w: Connection refused"
        );
    }

    [Fact]
    public async Task A_long_page_of_html_is_cut_short()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(502, new string('x', 100_000))
        );

        (await FailAsync(server)).Message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task An_answer_that_is_no_object_of_the_kind_is_a_failure()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(Widget.Odd("w", 6)));

        KubeException failure = await FailAsync(server);

        failure.Message.ShouldContain("the answer cannot be read");
        failure.Message.ShouldContain("$.spec.size");
    }

    private static Task<KubeException> FailAsync(
        ScriptedServer server,
        TimeProvider? time = null
    ) =>
        Should.ThrowAsync<KubeException>(() =>
            Client.Widgets(server, time).GetAsync(Client.Named("w"), None).WaitAsync(Patience)
        );
}
