using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks.Webhook;

public sealed class WebhookSinkTests
{
    private static readonly Reply Created = Reply.Json(
        """{"id":"T/1","url":"https://board.example.com/T1"}""",
        201
    );

    [Fact]
    public async Task A_receiver_is_told_the_whole_ticket_signed_and_with_its_key()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always("/hook/tickets", Created);
        using Filing filing = At(server, "/hook/tickets?room=7");
        filing.Secrets["tracker", "token"] = "bearer";

        ExternalTicket made = Filing.Done(await filing.CreateAsync());

        made.ShouldBe(
            new ExternalTicket("T/1", "https://board.example.com/T1", ExternalState.Open, null)
        );
        RecordedRequest request = server.Requests.Single();
        request.Method.ShouldBe("POST");
        request.Query.ShouldBe("room=7");
        request.Headers["Idempotency-Key"].ShouldBe(Filing.Marker);
        request.Headers["Authorization"].ShouldBe("Bearer bearer");
        request.Headers["X-Slo-Operator-Signature"].ShouldBe(Signature(request.Body));
        JsonNode
            .DeepEquals(
                JsonNode.Parse(request.Body),
                JsonNode.Parse(
                    """
                    {
                      "action": "create",
                      "id": null,
                      "fingerprint": "9f3a5c7e1b2d4f60",
                      "marker": "9f3a5c7e1b2d4f60-1",
                      "title": "checkout: the error budget of availability is used up",
                      "body": "The budget is at **-3 %**; see the [burn-down](https://slo.example.com/checkout).",
                      "priority": "P2",
                      "labels": ["reliability", "checkout"],
                      "team": "shop",
                      "namespace": "payments",
                      "name": "checkout",
                      "cause": "BudgetExhausted",
                      "assignee": null,
                      "links": [{"title": "burn-down", "url": "https://slo.example.com/checkout"}],
                      "state": "open"
                    }
                    """
                )
            )
            .ShouldBeTrue(request.Body);
    }

    [Fact]
    public async Task What_comes_later_is_put_beneath_the_same_URL()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(_ => true, _ => Reply.Text("Thanks!"));
        using Filing filing = At(server, "/hook/");

        Filing.Done(await filing.UpdateAsync("T/1")).State.ShouldBe(ExternalState.Open);
        Filing.Done(await filing.CommentAsync("T/1")).State.ShouldBe(ExternalState.Open);
        Filing.Done(await filing.CloseAsync("T/1")).State.ShouldBe(ExternalState.Closed);
        Filing.Done(await filing.ReopenAsync("T/1")).State.ShouldBe(ExternalState.Open);

        server
            .Requests.Select(request => (request.Method, request.Path, Told(request)))
            .ShouldBe([
                ("PUT", "/hook/T%2F1", "update open"),
                ("PUT", "/hook/T%2F1", "comment "),
                ("PUT", "/hook/T%2F1", "close closed"),
                ("PUT", "/hook/T%2F1", "update open"),
            ]);
        server.Requests.ShouldAllBe(request =>
            request.Headers["X-Slo-Operator-Signature"] == Signature(request.Body)
        );
    }

    [Fact]
    public async Task Every_attempt_has_the_same_key()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always("/", Reply.Json("{}", 503));
        server.Always("/T1", Reply.Json("{}", 503));
        using Filing filing = At(server, "/");
        await filing.CreateAsync();
        await filing.CreateAsync();
        await filing.CommentAsync("T1", "a");
        await filing.CommentAsync("T1", "a");
        await filing.CommentAsync("T1", "b");

        server
            .Requests.Select(request => request.Headers["Idempotency-Key"])
            .ShouldBe([
                Filing.Marker,
                Filing.Marker,
                Filing.Marker + "/a",
                Filing.Marker + "/a",
                Filing.Marker + "/b",
            ]);
    }

    [Fact]
    public async Task It_is_told_and_never_asked()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        using Filing filing = At(server, "/");

        filing.Sink.Traits.CanFind.ShouldBeFalse();
        (await filing.FoundAsync()).ShouldBeEmpty();
        Filing.Done(await filing.ReadAsync("T1")).State.ShouldBe(ExternalState.Open);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_that_the_receiver_has_no_more_is_gone()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always("/T1", Reply.Text("", 410));
        server.Always("/T2", Reply.Text("", 404));
        using Filing filing = At(server, "/");

        Filing.Done(await filing.UpdateAsync("T1")).State.ShouldBe(ExternalState.Gone);
        (await filing.UpdateAsync("T2")).ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "Webhook, update the ticket: answered 404: the receiver takes nothing there; check TicketSink payments: spec.url",
                404
            )
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("ok")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":".."}""")]
    [InlineData("""{"id":"a\nb"}""")]
    public async Task A_receiver_that_names_no_id_may_have_made_it(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always("/", Reply.Json(body, 201));
        using Filing filing = At(server, "/");

        (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://me:secret@board.example.com")]
    [InlineData("/T1")]
    public async Task A_link_that_is_not_safe_to_click_is_none(string url)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always("/", Reply.Json($$"""{"id":"T1","url":"{{url}}"}""", 201));
        using Filing filing = At(server, "/");

        Filing.Done(await filing.CreateAsync()).Url.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_key_nothing_is_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        using Filing filing = At(server, "/");
        filing.Secrets["tracker", "secret"] = "\n";

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "Webhook, create the ticket: key secret of secret tracker is empty, so nothing can be signed",
                null
            )
        );
        server.Requests.ShouldBeEmpty();
    }

    private static Filing At(ScriptedServer server, string path) =>
        new(SinkType.Webhook, new Uri(server.Url, path));

    private static string Signature(string body) =>
        "sha256="
        + Convert.ToHexStringLower(
            HMACSHA256.HashData("hmac-key"u8.ToArray(), Encoding.UTF8.GetBytes(body))
        );

    private static string Told(RecordedRequest request)
    {
        JsonNode json = JsonNode.Parse(request.Body)!;
        return $"{json["action"]} {json["state"]}";
    }
}
