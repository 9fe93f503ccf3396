using SloOperator.Controllers;
using SloOperator.Pagers;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Pagers.Opsgenie;

public sealed class OpsgenieRefusalTests
{
    [Theory]
    [InlineData(400, ": it does not take the question; check the schedule ids")]
    [InlineData(401, ": the token is not accepted; put a valid one into key token of secret pager")]
    [InlineData(402, ": the account's plan lacks what this needs; change the plan")]
    [InlineData(403, ": the token may not read this; give it read and configuration access")]
    [InlineData(404, ": nothing is there; check the URL and the schedule ids")]
    [InlineData(422, ": it does not take the question; check the schedule ids")]
    [InlineData(301, ": redirects are not followed; use the API's own URL")]
    public async Task A_refusal_says_what_to_change_and_nothing_of_the_body(
        int status,
        string advice
    )
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Server.Always(
            "/v2/alerts",
            Reply.Json("""{"message":"t0ken"}""", status).WithHeader("Location", "/t0ken")
        );
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AskAsync()).ShouldBe(
            new PagerAnswer.Failed($"Opsgenie, alerts: answered {status}{advice}")
        );
    }

    [Fact]
    public async Task The_key_is_sent()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        await paging.AnswerAsync();

        account.Asked("alerts").Single().Headers["Authorization"].ShouldBe("GenieKey t0ken");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task A_limits_period_is_waited_for(int seconds)
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Server.Enqueue("/v2/alerts", Throttled(429, seconds));
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (
            await paging.AfterAsync(paging.AskAsync(), seconds)
        ).ShouldBeOfType<PagerAnswer.Answered>();
    }

    [Fact]
    public async Task A_limit_that_stays_is_told_with_its_end()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Server.Always("/v2/alerts", Throttled(429, 60));
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AfterAsync(paging.AskAsync(), 60, 60, 60)).ShouldBe(
            new PagerAnswer.Failed("Opsgenie, alerts: answered 429", Paging.Noon.AddMinutes(4))
        );
    }

    [Fact]
    public async Task An_answer_that_was_throttled_slows_the_next_request()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(
            new AlertStub("a", "Down", Paging.Noon.AddHours(-1))
            {
                Recipients = [("neo", Paging.Noon.AddHours(-1))],
            }
        );
        account.Server.Enqueue("/v2/alerts/a/recipients", Throttled(200, 5));
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AskAsync()).ShouldBeOfType<PagerAnswer.Answered>();
        Task<PagerAnswer> again = paging.AskAsync();

        (await paging.AfterAsync(again, 5)).ShouldBeOfType<PagerAnswer.Answered>();
    }

    private static Reply Throttled(int status, int seconds) =>
        Reply
            .Json("""{"data":[],"took":1}""", status)
            .WithHeader("X-RateLimit-State", "THROTTLED")
            .WithHeader("X-RateLimit-Reason", "ACCOUNT")
            .WithHeader(
                "X-RateLimit-Period-In-Sec",
                seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
}
