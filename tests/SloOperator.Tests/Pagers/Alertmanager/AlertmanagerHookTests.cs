using System.Net;
using System.Net.Sockets;
using System.Text;
using SloOperator.Controllers;

namespace SloOperator.Tests.Pagers.Alertmanager;

public sealed class AlertmanagerHookTests : IAsyncLifetime
{
    private readonly RecordedHooks _hooks = new();
    private readonly RecordedLog _log = new();
    private HookServer _server = null!;

    public async Task InitializeAsync() => _server = await HookServer.StartAsync(_hooks, _log);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_Alertmanager_tells_is_accepted_for_the_policy_it_names()
    {
        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.Firing);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        (
            _hooks.Accepted.Single().Policy,
            _hooks.Accepted.Single().Notification.IncidentKey
        ).ShouldBe((RecordedHooks.Primary, "HighLatency/api"));
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signed_body_is_accepted()
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            new StringContent(Webhooks.Firing),
            HookServer.Primary,
            ("X-Slo-Operator-Signature", HookServer.Sign(Webhooks.Firing))
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        _hooks.Accepted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("bearer s3cret")]
    [InlineData("Bearer   s3cret")]
    public async Task A_token_is_one_however_its_scheme_is_written(string authorization)
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            new StringContent(Webhooks.Firing),
            HookServer.Primary,
            ("Authorization", authorization)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task What_is_not_of_Alertmanager_is_400_with_one_line_that_names_it()
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            Webhooks.With("\"groupKey\"", "\"group\"")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            """{"title":"Bad Request","status":400,"detail":"groupKey: required"}""" + "\n"
        );
        _hooks.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_says_whose_webhook_was_refused_and_nothing_of_it()
    {
        using HttpResponseMessage answer = await _server.PostAsync("{\"status\": \"private\"}");

        _log.Lines.ShouldBe([
            "Warning: A webhook for OnCallPolicy payments/primary is not what Alertmanager sends, and was refused",
        ]);
    }

    [Theory]
    [InlineData(64 * 1024 + 1)]
    [InlineData(1024 * 1024)]
    public async Task A_body_of_a_mebibyte_is_accepted_whatever_the_server_takes_elsewhere(
        int bytes
    )
    {
        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.OfSize(bytes));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_larger_body_is_413()
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            Webhooks.OfSize((1024 * 1024) + 1)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        _hooks.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_larger_body_that_does_not_say_its_length_is_413_at_the_byte_that_is_too_many()
    {
        const int size = (1024 * 1024) + 1;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port);
        NetworkStream stream = client.GetStream();
        string head =
            $"POST {HookServer.Primary} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {RecordedHooks.Secret}\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n";

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        // Nothing behind it: bytes that nobody reads would break the connection, and the answer with it.
        await stream.WriteAsync(new byte[size]);

        using var answer = new StreamReader(stream);
        (await answer.ReadLineAsync()).ShouldBe("HTTP/1.1 413 Payload Too Large");
        _hooks.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replica_that_does_not_lead_sends_the_caller_on_before_it_asks_who_it_is()
    {
        _hooks.IsLeading = false;

        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.Firing);

        await ShouldBeTriedAgainAsync(answer, "another replica leads");
        _hooks.Asked.ShouldBeEmpty();
        _hooks.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lease_that_is_lost_meanwhile_sends_the_caller_on()
    {
        _hooks.Verdict = () => IAlertmanagerHooks.Verdict.NotLeading;

        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.Firing);

        await ShouldBeTriedAgainAsync(answer, "another replica leads");
    }

    [Fact]
    public async Task What_cannot_be_kept_now_is_to_be_tried_again()
    {
        _hooks.Verdict = () => throw new IOException("etcd is away");

        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.Firing);

        await ShouldBeTriedAgainAsync(answer, "try again");
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_now_is_to_be_tried_again()
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            Webhooks.Firing,
            "/hooks/alertmanager/payments/unreadable"
        );

        await ShouldBeTriedAgainAsync(answer, "try again");
    }

    [Fact]
    public async Task A_hook_is_not_read()
    {
        using HttpResponseMessage answer = await _server.GetAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static async Task ShouldBeTriedAgainAsync(HttpResponseMessage answer, string detail)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        (await answer.Content.ReadAsStringAsync()).ShouldContain(detail);
    }
}
