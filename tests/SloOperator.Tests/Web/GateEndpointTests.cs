using System.Net;
using SloOperator.Tests.Gate;

namespace SloOperator.Tests.Web;

public sealed class GateEndpointTests : IAsyncLifetime
{
    private const string Checkout = "/api/v1/gates/payments/checkout";

    private ApiServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync("payments");
        _server.Slos.Put(GivenGate.Slo(GivenGate.Closed));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_denial_is_an_answer_like_any_other()
    {
        ApiReply reply = await _server.GetAsync(
            $"{Checkout}?change=feature&ref=abc&env=production"
        );

        (reply.Status, reply.Type).ShouldBe((HttpStatusCode.OK, "application/json"));
        reply.Json.GetProperty("decision").GetString().ShouldBe("Deny");
        reply.Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        reply.Json.GetProperty("nextRelief").GetString().ShouldBe("2026-11-20T17:00:00Z");
        reply.Json.GetProperty("ticketUrl").GetString().ShouldBe("https://tracker.example/T-1");
        _server.Audit.Entries.ShouldHaveSingleItem().Who.ShouldBe("ci");
    }

    [Fact]
    public async Task A_rollback_passes_the_same_gate() =>
        (await _server.GetAsync($"{Checkout}?change=rollback"))
            .Json.GetProperty("decision")
            .GetString()
            .ShouldBe("Allow");

    [Fact]
    public async Task Stale_data_are_unknown_and_the_answer_says_since_when()
    {
        _server.Time.Advance(TimeSpan.FromHours(1));

        ApiReply reply = await _server.GetAsync(Checkout);

        reply.Json.GetProperty("decision").GetString().ShouldBe("Unknown");
        reply.Json.GetProperty("since").GetString().ShouldBe("2026-11-20T12:15:00Z");
    }

    [Theory]
    [InlineData("/api/v1/gates/payments/nobody")]
    [InlineData("/api/v1/gates/secret/checkout")]
    public async Task What_is_not_there_and_what_may_not_be_seen_look_the_same(string path)
    {
        _server.Slos.Put(GivenGate.Slo(GivenGate.Closed, new("secret", "checkout")));

        ApiReply reply = await _server.GetAsync(path);

        reply.Status.ShouldBe(HttpStatusCode.NotFound);
        reply.Detail.ShouldBe(
            $"there is no TeamSLO {path["/api/v1/gates/".Length..]} that you may get"
        );
    }

    [Theory]
    [InlineData("?change=Roll%20Back", "change: ")]
    [InlineData("?chnage=rollback", "a query has only change, ref, env here")]
    [InlineData("?change=a&change=b", "change: is there 2 times")]
    [InlineData("?env=-", "env: ")]
    public async Task What_cannot_be_asked_is_400_and_says_what_to_change(
        string query,
        string start
    )
    {
        ApiReply reply = await _server.GetAsync(Checkout + query);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Detail.ShouldStartWith(start);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public async Task Without_a_known_token_nothing_is_told(string? token)
    {
        ApiReply reply = await _server.GetAsync(Checkout, token);

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.Detail.ShouldBe("send a token");
    }
}
