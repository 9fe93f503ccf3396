using SloOperator.Controllers.Tickets;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>What BudgetExceptions are told of on tickets.</summary>
public sealed class TicketExceptionTests : TicketScenario
{
    private static readonly OwnerException Returned = new(
        "fire-drill",
        "availability",
        "It gives back."
    );

    [Fact]
    public async Task One_that_came_after_the_ticket_is_told_once_also_over_a_restart()
    {
        await RaiseAsync();

        await FileAsync([Returned], Intent());
        await AdvanceAsync(TimeSpan.FromHours(1));
        Restart();
        await FileAsync([Returned], Intent());
        await AdvanceAsync(TimeSpan.FromHours(12));

        Tracker.Only.Comments.ShouldBe(["It gives back."]);
        Ticket.Spec!.Exceptions!.Select(exception => exception.Name).ShouldBe(["fire-drill"]);
    }

    [Fact]
    public async Task One_that_was_there_before_the_ticket_is_in_its_text_alone()
    {
        await FileAsync([Returned], Intent());
        await FileAsync([Returned], Intent());
        await AdvanceAsync(TimeSpan.FromHours(12));

        Tracker.Only.Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_is_told_and_as_far_apart_as_the_policy_asks()
    {
        await RaiseAsync();
        OwnerException second = new("vendor-outage", null, "It opens the gate.");

        await FileAsync([Returned, second], Intent());
        await AdvanceAsync(TimeSpan.FromHours(1));
        Tracker.Only.Comments.ShouldBe(["It gives back."]);
        await AdvanceAsync(Terms.CommentEvery);

        Tracker.Only.Comments.ShouldBe(["It gives back.", "It opens the gate."]);
    }

    [Fact]
    public async Task One_that_clears_the_cause_is_told_before_the_recovery()
    {
        await RaiseAsync();

        await FileAsync([Returned]);
        await AdvanceAsync(TimeSpan.FromHours(30));

        Tracker.Only.Comments.Count.ShouldBe(2);
        Tracker.Only.Comments[0].ShouldBe("It gives back.");
        Tracker.Only.Comments[1].ShouldStartWith("**Recovered.**");
    }

    [Fact]
    public async Task One_of_another_objective_is_not_told()
    {
        await RaiseAsync();

        await FileAsync([Returned with { Objective = "latency" }], Intent());
        await AdvanceAsync(TimeSpan.FromHours(12));

        Tracker.Only.Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_comes_while_the_cause_is_away_is_not_told()
    {
        await RaiseAsync();
        await ClearAsync();

        await FileAsync([Returned]);
        await AdvanceAsync(TimeSpan.FromHours(12));

        Tracker.Only.Comments.ShouldBeEmpty();
    }

    private async Task FileAsync(OwnerException[] exceptions, params WrittenIntent[] intents)
    {
        await Process.Filing.FileAsync(
            Owner() with
            {
                Exceptions = exceptions,
            },
            intents,
            CancellationToken.None
        );
        await Process.SettleAsync();
    }
}
