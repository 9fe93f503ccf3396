using SloOperator.Controllers;
using SloOperator.Pagers;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Pagers.PagerDuty;

public sealed class PagerDutyLimitsTests
{
    private const string TooMany = """{"error":{"message":"Rate Limit Exceeded","code":2020}}""";

    private static readonly Reply Empty = PagerDutyStub.PageOf("log_entries", [], more: false);

    [Fact]
    public async Task A_short_limit_is_waited_for()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue("/log_entries", Limited(20));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer answer = await paging.AfterAsync(paging.AskAsync(), 20);

        answer.ShouldBeOfType<PagerAnswer.Answered>();
        account.Asked("/log_entries").Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_long_limit_is_told_with_its_end()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always("/log_entries", Limited(90));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AskAsync()).ShouldBe(
            new PagerAnswer.Failed(
                "PagerDuty, log_entries: answered 429",
                Paging.Noon.AddSeconds(90)
            )
        );
        account.Asked("/log_entries").Count().ShouldBe(1);
    }

    [Fact]
    public async Task Until_a_limits_end_nothing_is_sent()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue("/log_entries", Limited(90));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);
        await paging.FailureAsync();
        paging.Clock.Advance(TimeSpan.FromSeconds(20));

        (await paging.AskAsync()).ShouldBe(
            new PagerAnswer.Failed(
                "PagerDuty, log_entries: its rate limit is used up",
                Paging.Noon.AddSeconds(90)
            )
        );
        account.Asked("/log_entries").Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_jump_of_the_clock_does_not_prolong_a_limit()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue("/log_entries", Limited(90));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);
        await paging.FailureAsync();
        paging.Clock.JumpWallClock(TimeSpan.FromHours(-5));
        paging.Clock.Advance(TimeSpan.FromSeconds(90));

        (await paging.AskAsync()).ShouldBeOfType<PagerAnswer.Answered>();
    }

    [Fact]
    public async Task A_limit_of_years_is_believed_for_an_hour()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue("/log_entries", Limited(int.MaxValue));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AskAsync())
            .ShouldBeOfType<PagerAnswer.Failed>()
            .RetryAt.ShouldBe(Paging.Noon.AddHours(1));
        paging.Clock.Advance(TimeSpan.FromHours(1));

        (await paging.AskAsync()).ShouldBeOfType<PagerAnswer.Answered>();
    }

    [Fact]
    public async Task The_last_request_of_a_window_is_not_followed_by_another()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue(
            "/log_entries",
            Empty.WithHeader("ratelimit-remaining", "0").WithHeader("ratelimit-reset", "7")
        );
        using var paging = new Paging(
            PagerType.PagerDuty,
            account.Server.Url,
            options => options with { ScheduleIds = ["PI7DH85"] }
        );

        Task<PagerAnswer> answer = paging.AskAsync();
        await Testing.Eventually.TrueAsync(() => paging.Clock.NextDue == TimeSpan.FromSeconds(7));
        account.Asked("/oncalls").ShouldBeEmpty();

        (await paging.AfterAsync(answer, 7)).ShouldBeOfType<PagerAnswer.Answered>();
        account.Asked("/oncalls").Count().ShouldBe(1);
    }

    [Fact]
    public async Task Retry_After_goes_before_the_window()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue(
            "/log_entries",
            Reply.Json(TooMany, 429).WithHeader("Retry-After", "3")
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AfterAsync(paging.AskAsync(), 3)).ShouldBeOfType<PagerAnswer.Answered>();
    }

    [Fact]
    public async Task A_limit_without_headers_is_tried_again_and_then_left_for_a_minute()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always("/log_entries", Reply.Json(TooMany, 429));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AfterAsync(paging.AskAsync(), 1, 2, 4)).ShouldBe(
            new PagerAnswer.Failed(
                "PagerDuty, log_entries: answered 429",
                Paging.Noon.AddSeconds(7 + 60)
            )
        );
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_fault_that_passes_is_tried_again(int status)
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        Reply fault = Reply.Html("<html>oops</html>", status);
        account.Server.Enqueue("/log_entries", fault, fault);
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AfterAsync(paging.AskAsync(), 1, 2)).ShouldBeOfType<PagerAnswer.Answered>();
    }

    [Fact]
    public async Task A_fault_that_stays_is_told_after_four_tries()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always("/log_entries", Reply.Text("secret internals", 502));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AfterAsync(paging.AskAsync(), 1, 2, 4)).ShouldBe(
            new PagerAnswer.Failed("PagerDuty, log_entries: answered 502")
        );
        account.Asked("/log_entries").Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue("/log_entries", Reply.Abort());
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AfterAsync(paging.AskAsync(), 1)).ShouldBeOfType<PagerAnswer.Answered>();
    }

    private static Reply Limited(int seconds) =>
        Reply
            .Json(TooMany, 429)
            .WithHeader("ratelimit-limit", "960")
            .WithHeader("ratelimit-remaining", "0")
            .WithHeader(
                "ratelimit-reset",
                seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
}
