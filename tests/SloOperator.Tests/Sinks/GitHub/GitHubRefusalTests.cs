using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks.GitHub;

public sealed class GitHubRefusalTests
{
    private const string Issues = "/repos/shop/payments/issues";
    private const string Prefix = "GitHub, create the issue: answered ";

    [Theory]
    [InlineData(
        403,
        """{"message":"Resource not accessible by personal access token"}""",
        "the token may not do this; give that of secret tracker read and write access to issues of shop/payments"
    )]
    [InlineData(
        403,
        """{"message":"Repository was archived so is read-only."}""",
        "shop/payments is archived; change TicketSink payments: spec.project"
    )]
    [InlineData(
        404,
        """{"message":"Not Found"}""",
        "there is no shop/payments, or the token may not see it; check TicketSink payments: spec.project and what the token of secret tracker has access to"
    )]
    [InlineData(
        410,
        """{"message":"Issues has been disabled in this repository."}""",
        "issues are turned off in shop/payments; turn them on, or change TicketSink payments: spec.project"
    )]
    [InlineData(
        301,
        """{"message":"Moved Permanently","url":"https://api.github.com/repositories/7"}""",
        "the repository was renamed or moved, or the URL is not the API's; check TicketSink payments: spec.project and spec.url"
    )]
    [InlineData(
        422,
        """{"message":"Validation Failed","errors":[{"resource":"Issue","field":"assignees","code":"invalid","value":"mallory"},{"resource":"Label","field":"evil","code":"evil"}]}""",
        "it does not take assignees (invalid); check TicketSink payments: spec.labels, and labels and assignee of the TeamSLO's ticketing"
    )]
    [InlineData(
        422,
        "<html>",
        "it does not take something of it; check TicketSink payments: spec.labels, and labels and assignee of the TeamSLO's ticketing"
    )]
    public async Task A_refusal_says_what_to_change(int status, string body, string words)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Json(body, status));
        using var filing = new Filing(SinkType.GitHub, server.Url);

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Refused($"{Prefix}{status}: {words}", status)
        );
    }

    [Fact]
    public async Task A_token_without_single_sign_on_is_told_apart()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            Issues,
            Reply.Json("{}", 403).WithHeader("X-GitHub-SSO", "required; url=https://github.com/x")
        );
        using var filing = new Filing(SinkType.GitHub, server.Url);

        (await filing.CreateAsync())
            .Reason()
            .ShouldBe(
                Prefix
                    + "403: the organization wants single sign-on; authorize the token of secret tracker for it"
            );
    }

    [Theory]
    [InlineData("""{"message":"You have exceeded a secondary rate limit."}""")]
    [InlineData(
        """{"message":"Wait.","documentation_url":"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api"}"""
    )]
    public async Task A_403_that_speaks_of_a_limit_is_one_for_a_minute_at_least(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(Issues, Reply.Json(body, 403));
        using var filing = new Filing(SinkType.GitHub, server.Url);

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Busy(Prefix + "403", 403, TimeSpan.FromMinutes(1))
        );
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task A_used_up_limit_lasts_until_its_reset_by_the_clock_of_GitHub(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        DateTimeOffset theirs = Filing.Noon.AddMinutes(7);
        server.Always(
            Issues,
            Reply
                .Json("{}", status)
                .WithHeader("Date", theirs.ToString("R"))
                .WithHeader("X-RateLimit-Remaining", "0")
                .WithHeader("X-RateLimit-Reset", $"{theirs.AddMinutes(20).ToUnixTimeSeconds()}")
        );
        using var filing = new Filing(SinkType.GitHub, server.Url);

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Busy(Prefix + status, status, new TimeSpan(0, 20, 1))
        );
    }

    [Fact]
    public async Task After_the_last_call_of_a_limit_none_is_made()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            Issues,
            Reply
                .Json("""{"number":1,"html_url":"https://github.com/x/1"}""", 201)
                .WithHeader("Date", Filing.Noon.ToString("R"))
                .WithHeader("X-RateLimit-Remaining", "0")
                .WithHeader("X-RateLimit-Reset", $"{Filing.Noon.AddMinutes(5).ToUnixTimeSeconds()}")
        );
        using var filing = new Filing(SinkType.GitHub, server.Url);
        Filing.Done(await filing.CreateAsync());

        (await filing.CreateAsync()).Wait().ShouldBe(new TimeSpan(0, 5, 1));
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("shop/..")]
    [InlineData("../..")]
    public async Task A_project_that_is_no_repository_is_not_asked_for(string project)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        using var filing = new Filing(
            SinkType.GitHub,
            server.Url,
            options => options with { Project = project }
        );

        (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Refused>();
        server.Requests.ShouldBeEmpty();
    }
}
