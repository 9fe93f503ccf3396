using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Tickets;

namespace SloOperator.Tests.Controllers.Tickets.Text;

public sealed class CommentTextTests
{
    [Fact]
    public void A_comment_says_what_changed_in_a_line()
    {
        CommentText
            .Escalated(TicketPriority.P1, TicketCause.BudgetExhausted)
            .ShouldBe("**More urgent.** This is now P1: the error budget is spent.");
        CommentText
            .Recovered(GivenTicket.Noon, closes: false)
            .ShouldBe(
                "**Recovered.** The cause has stayed away since 2026-11-20 12:00 UTC, so this can be closed when its work is done."
            );
        CommentText
            .Recovered(GivenTicket.Noon, closes: true)
            .ShouldBe(
                "**Recovered.** The cause has stayed away since 2026-11-20 12:00 UTC, so this is closed."
            );
        CommentText
            .Returned(GivenTicket.Noon, TicketCause.SlowBurn)
            .ShouldBe(
                "**Back again.** Since 2026-11-20 12:00 UTC the error budget burns faster than its window allows."
            );
        CommentText
            .Reopened(GivenTicket.Noon, TicketCause.BudgetLow)
            .ShouldBe(
                "**Reopened.** Since 2026-11-20 12:00 UTC little is left of the error budget again. Close this as not to be done, and it stays closed."
            );
        CommentText
            .Excluded("maintenance-1", 0.176m)
            .ShouldBe(
                "**Exception applied.** BudgetException maintenance-1 takes events out of the count; by itself it gives back 17.6 % of the budget."
            );
        CommentText
            .Overridden("launch", GivenTicket.Noon)
            .ShouldBe(
                "**Exception applied.** BudgetException launch lets changes through until 2026-11-20 12:00 UTC. The budget is what it was."
            );
    }

    [Fact]
    public void Another_ticket_is_linked_where_it_has_an_address()
    {
        CommentText
            .Duplicate("https://github.test/o/r/issues/7")
            .ShouldBe(
                "**Duplicate.** The same is already told in [https://github.test/o/r/issues/7](https://github.test/o/r/issues/7), which is kept."
            );
        CommentText
            .Duplicate("OPS-[7]*")
            .ShouldBe(@"**Duplicate.** The same is already told in OPS-\[7\]\*, which is kept.");
        CommentText.Recurrence(2, "OPS-7").ShouldBe("This is recurrence 2 of OPS-7.");
    }

    [Fact]
    public void A_storm_lists_a_hundred_teams_and_how_many_more_there_are()
    {
        (string title, string body) = StormText.Write(
            new Storm(GivenTicket.Noon, [.. Enumerable.Range(1, 103).Select(n => $"team-{n}")])
        );

        title.ShouldBe("103 teams breach at once: look for what they share");
        body.ShouldContain("within minutes, 103 teams went over a threshold");
        body.ShouldEndWith("- team-99\n- team-100\n- and 3 more");
    }
}
