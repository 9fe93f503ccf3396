using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks.Slack;

public sealed class SlackSinkTests
{
    private const string First = "C123ABC456:1795176000.000001";

    [Fact]
    public async Task A_message_is_posted_that_pings_nobody()
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);

        ExternalTicket made = Filing.Done(
            await filing.CreateAsync(Filing.Draft() with { Title = "<!channel> *checkout* & co" })
        );

        made.ShouldBe(
            new ExternalTicket(
                First,
                "https://shop.slack.com/archives/C123ABC456/p1795176000000001",
                ExternalState.Open,
                DateTimeOffset.FromUnixTimeSeconds(1_795_176_000).AddTicks(10)
            )
        );
        var message = slack.Messages.Values.ShouldHaveSingleItem();
        message["text"]!.GetValue<string>().ShouldBe("[P2] &lt;!channel&gt; *checkout* &amp; co");
        message["parse"]!.GetValue<string>().ShouldBe("none");
        message["link_names"]!.GetValue<bool>().ShouldBeFalse();
        message["blocks"]![0]!["type"]!.GetValue<string>().ShouldBe("rich_text");
        message["blocks"]!.ToJsonString().ShouldContain("https://slo.example.com/checkout");
    }

    [Fact]
    public async Task It_is_updated_by_channel_and_time_and_says_when_it_recovered()
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);
        await filing.CreateAsync();

        Filing
            .Done(await filing.UpdateAsync(First, Filing.Draft() with { Title = "new" }))
            .State.ShouldBe(ExternalState.Open);
        Text(slack, 0).ShouldBe("[P2] new");
        Filing.Done(await filing.CloseAsync(First)).State.ShouldBe(ExternalState.Closed);
        Text(slack, 0)
            .ShouldBe("Recovered: [P2] checkout: the error budget of availability is used up");
        Filing.Done(await filing.ReopenAsync(First)).State.ShouldBe(ExternalState.Open);
        Text(slack, 0).ShouldBe("[P2] checkout: the error budget of availability is used up");
        slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_comment_is_a_reply_in_its_thread()
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);
        await filing.CreateAsync();

        Filing.Done(await filing.CommentAsync(First)).State.ShouldBe(ExternalState.Open);

        slack.Messages.Count.ShouldBe(2);
        slack.Messages.Values.Last()["thread_ts"]!.GetValue<string>().ShouldBe("1795176000.000001");
        slack.Messages.Values.Last()["blocks"]!.ToJsonString().ShouldContain("It is urgent now.");
    }

    [Fact]
    public async Task A_message_that_is_gone_is_gone_and_one_that_may_not_change_stays()
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);
        await filing.CreateAsync();

        Filing.Done(await filing.UpdateAsync("C123ABC456:1.5")).State.ShouldBe(ExternalState.Gone);
        Filing.Done(await filing.ReadAsync("C123ABC456:1.5")).State.ShouldBe(ExternalState.Gone);
        Filing.Done(await filing.ReadAsync("something else")).State.ShouldBe(ExternalState.Gone);
        Filing.Done(await filing.ReadAsync(First)).State.ShouldBe(ExternalState.Open);
        slack.Error = "edit_window_closed";
        Filing.Done(await filing.UpdateAsync(First)).State.ShouldBe(ExternalState.Open);
    }

    [Fact]
    public void It_cannot_look_anything_up_and_takes_a_message_a_second()
    {
        using var filing = new Filing(SinkType.Slack, new Uri("http://127.0.0.1:1"));

        filing.Sink.Traits.ShouldBe(new SinkTraits(TimeSpan.Zero, false, 60, null));
    }

    [Theory]
    [InlineData("channel_not_found", "TicketSink payments: spec.project")]
    [InlineData("not_in_channel", "TicketSink payments: spec.project")]
    [InlineData("is_archived", "TicketSink payments: spec.project")]
    [InlineData("restricted_action", "TicketSink payments: spec.project")]
    [InlineData("invalid_auth", "put a valid one into key token of secret tracker")]
    [InlineData("token_revoked", "put a valid one into key token of secret tracker")]
    [InlineData("missing_scope", "the bot scope chat:write")]
    [InlineData("msg_too_long", "it answered msg_too_long")]
    [InlineData("somebody_elses_words", "it answered an error that is not known")]
    public async Task A_refusal_says_what_to_change(string error, string advice)
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);
        slack.Error = error;

        SinkReply<ExternalTicket> reply = await filing.CreateAsync();

        reply.ShouldBeOfType<SinkReply<ExternalTicket>.Refused>();
        reply.Reason().ShouldContain(advice);
        slack.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ratelimited")]
    [InlineData("rate_limited")]
    [InlineData("request_timeout")]
    public async Task What_was_certainly_not_done_may_be_later(string error)
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);
        slack.Error = error;

        (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Busy>();
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("fatal_error")]
    public async Task What_may_have_been_done_is_unclear_but_a_question_is_not(string error)
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);
        slack.Error = error;

        (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>();
        (await filing.ReadAsync(First)).ShouldBeOfType<SinkReply<ExternalTicket>.Busy>();
    }

    [Fact]
    public async Task An_answer_that_got_lost_is_unclear()
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        foreach (
            Reply lost in new[]
            {
                Reply.Text("", 500),
                Reply.Abort(),
                Reply.Json("{}"),
                Reply.Html("<html>"),
            }
        )
        {
            using Filing filing = File(slack);
            slack.AfterCommit = lost;

            (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>();
        }
    }

    [Fact]
    public async Task A_limit_is_kept_for_as_long_as_Slack_asks()
    {
        await using SlackStub slack = await SlackStub.StartAsync();
        using Filing filing = File(slack);
        slack.Server.Enqueue(
            _ => true,
            Reply
                .Json("""{"ok":false,"error":"ratelimited"}""", 429)
                .WithHeader("Retry-After", "30")
        );

        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromSeconds(30));
        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromSeconds(30));
        slack.Server.Requests.Count.ShouldBe(1);
        filing.Clock.Advance(TimeSpan.FromSeconds(31));
        Filing.Done(await filing.CreateAsync());
    }

    private static Filing File(SlackStub slack) =>
        new(
            SinkType.Slack,
            slack.Server.Url,
            options => options with { Project = "#payments-slo" }
        );

    private static string Text(SlackStub slack, int index) =>
        slack.Messages.Values.ElementAt(index)["text"]!.GetValue<string>();
}
