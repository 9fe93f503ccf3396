using SloOperator.Controllers;
using SloOperator.Pagers;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Pagers.PagerDuty;

public sealed class PagerDutyRefusalTests
{
    private const string Prefix = "PagerDuty, log_entries: ";

    [Theory]
    [InlineData(400, ": it does not take the question; check the team and schedule ids")]
    [InlineData(401, ": the token is not accepted; put a valid one into key token of secret pager")]
    [InlineData(
        402,
        ": the account's plan lacks what this needs; leave out teamIds or change the plan"
    )]
    [InlineData(
        403,
        ": the token may not read this; give it read access to incidents, on-calls and escalation policies"
    )]
    [InlineData(404, ": nothing is there; check the URL and the team and schedule ids")]
    [InlineData(302, ": redirects are not followed; use the API's own URL")]
    [InlineData(410, "")]
    public async Task A_refusal_says_what_to_change_and_nothing_of_the_body(
        int status,
        string advice
    )
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always(
            "/log_entries",
            Reply
                .Json("""{"error":{"message":"Token t0ken is bad","code":2006}}""", status)
                .WithHeader("Location", "/elsewhere?token=t0ken")
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AskAsync()).ShouldBe(
            new PagerAnswer.Failed($"{Prefix}answered {status}{advice}")
        );
        account.Server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("{\"log_entries\":[")]
    public async Task What_is_not_JSON_is_no_answer(string body)
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always("/log_entries", Reply.Json(body));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.FailureAsync()).ShouldBe(
            Prefix + "answered what is not JSON, or nested too deep"
        );
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task Nesting_is_taken_to_a_depth_of_64(int depth, bool isTaken)
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        string nested = new string('[', depth - 1) + new string(']', depth - 1);
        account.Server.Always(
            "/log_entries",
            Reply.Json($$"""{"log_entries":[],"more":false,"x":{{nested}}}""")
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AskAsync() is PagerAnswer.Answered).ShouldBe(isTaken);
    }

    [Fact]
    public async Task An_answer_beyond_8_MiB_is_given_up()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always(
            "/log_entries",
            Reply.Endless("application/json", new string(' ', 1 << 16))
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.FailureAsync()).ShouldBe(Prefix + "answered more than 8 MiB");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slow_or_dripping_answer_ends_at_the_deadline(bool drips)
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always(
            "/log_entries",
            drips
                ? Reply.Chunks("application/json", "{\"log_", "entries\":").ThenHang()
                : Reply.Never()
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        Task<PagerAnswer> answer = paging.AskAsync();
        await Eventually.TrueAsync(() => account.Server.Requests.Count == 1);
        paging.Clock.Advance(TimeSpan.FromSeconds(29));
        answer.IsCompleted.ShouldBeFalse();
        paging.Clock.Advance(TimeSpan.FromSeconds(1));

        (await answer).ShouldBe(new PagerAnswer.Failed(Prefix + "no whole answer within 30s"));
    }

    [Fact]
    public async Task The_callers_cancellation_is_thrown()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always("/log_entries", Reply.Never());
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);
        using var caller = new CancellationTokenSource();

        Task<PagerAnswer> answer = paging.AskAsync(
            Paging.Noon.AddDays(-1),
            Paging.Noon,
            caller.Token
        );
        await Eventually.TrueAsync(() => account.Server.Requests.Count == 1);
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(answer);
    }

    [Fact]
    public async Task A_missing_secret_is_named()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        using var paging = new Paging(
            PagerType.PagerDuty,
            account.Server.Url,
            options => options with { Credential = new("pager", "other") }
        );

        (await paging.FailureAsync()).ShouldBe(Prefix + "there is no key other of secret pager");
        account.Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\r\nX-Evil: 1")]
    public async Task A_secret_that_no_header_can_carry_is_not_sent(string token)
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);
        paging.Secrets["pager", "token"] = token;

        (await paging.FailureAsync()).ShouldBe(
            Prefix + "key token of secret pager holds no token a header can carry"
        );
        account.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rotated_token_is_read_once_more_after_a_401()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);
        await paging.AnswerAsync();
        account.Server.Always(
            request => request.Headers["Authorization"] == "Token token=t0ken",
            _ => Reply.Json("{}", 401)
        );

        (await paging.FailureAsync()).ShouldContain("answered 401");
        int readsWhenUnchanged = paging.Secrets.Reads;
        paging.Secrets["pager", "token"] = "fresh\n";
        await paging.AnswerAsync();

        readsWhenUnchanged.ShouldBe(2);
        paging.Secrets.Reads.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_is_kept_for_a_minute()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);
        await paging.AnswerAsync();
        paging.Secrets["pager", "token"] = "fresh";
        paging.Clock.Advance(TimeSpan.FromSeconds(59));
        await paging.AnswerAsync();
        paging.Clock.Advance(TimeSpan.FromSeconds(1));
        await paging.AnswerAsync();

        account
            .Server.Requests.Select(request => request.Headers["Authorization"])
            .ShouldBe(["Token token=t0ken", "Token token=t0ken", "Token token=fresh"]);
    }
}
