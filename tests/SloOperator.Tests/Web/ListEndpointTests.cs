using System.Net;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Tests.Controllers;
using SloOperator.Tests.Gate;

namespace SloOperator.Tests.Web;

public sealed class ListEndpointTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync("payments", "shop");
        Put("payments", "checkout");
        Put("payments", "refunds");
        Put("secret", "vault");
        Put("shop", "search");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_list_shows_what_the_caller_may_see_in_order()
    {
        ApiReply reply = await _server.GetAsync("/api/v1/teamslos");

        reply.Names.ShouldBe(["checkout", "refunds", "search"]);
        reply.Continue.ShouldBeNull();
        _server.Access.Asked.ShouldBe(["payments", "secret", "shop"]);
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended_also_when_that_object_has_gone()
    {
        ApiReply first = await _server.GetAsync("/api/v1/teamslos?limit=1");
        _server.Slos.Delete(new ResourceName("payments", "checkout"));
        ApiReply second = await _server.GetAsync(
            $"/api/v1/teamslos?limit=1&continue={first.Continue}"
        );
        ApiReply third = await _server.GetAsync(
            $"/api/v1/teamslos?limit=1&continue={second.Continue}"
        );

        (first.Names.Single(), second.Names.Single(), third.Names.Single()).ShouldBe(
            ("checkout", "refunds", "search")
        );
        third.Continue.ShouldBeNull();
    }

    [Theory]
    [InlineData("namespace=payments", "checkout refunds")]
    [InlineData("namespace=secret", "")]
    [InlineData("team=shop", "checkout refunds search")]
    [InlineData("team=other", "")]
    [InlineData("criticality=high", "checkout refunds search")]
    [InlineData("criticality=low", "")]
    public async Task A_list_is_narrowed_by_namespace_team_and_criticality(
        string query,
        string expected
    ) =>
        string.Join(' ', (await _server.GetAsync($"/api/v1/teamslos?{query}")).Names)
            .ShouldBe(expected);

    [Fact]
    public async Task Tickets_are_listed_by_their_team()
    {
        _server.Tickets.Put(Given.Ticket(new("payments", "checkout"), "Open"));

        (await _server.GetAsync("/api/v1/tickets")).Names.ShouldBe(["checkout-1"]);
        (await _server.GetAsync("/api/v1/tickets?team=x")).Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/teamslos?limit=0", "limit: ")]
    [InlineData("/api/v1/teamslos?limit=501", "limit: ")]
    [InlineData("/api/v1/teamslos?limit=ten", "limit: ")]
    [InlineData("/api/v1/teamslos?continue=%25", "continue: ")]
    [InlineData("/api/v1/tickets?criticality=high", "a query has only ")]
    public async Task A_query_that_cannot_be_used_says_what_to_change(string path, string start)
    {
        ApiReply reply = await _server.GetAsync(path);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Detail.ShouldStartWith(start);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_listed() =>
        (await _server.GetAsync("/api/v1/oncallpolicies", token: null)).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );

    private void Put(string ns, string name) =>
        _server.Slos.Put(
            Decoded<TeamSlo>.FromValue(GivenGate.Slo(GivenGate.Open, new ResourceName(ns, name)))
        );
}
