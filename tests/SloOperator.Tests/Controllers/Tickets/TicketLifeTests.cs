using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class TicketLifeTests : TicketScenario
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_budget_that_is_exhausted_escalates_the_ticket_of_the_low_one_in_place()
    {
        await RaiseAsync();

        await FileAsync(Intent(TicketCause.BudgetExhausted, TicketPriority.P1));
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        Ticket.Spec!.Cause.ShouldBe("BudgetExhausted");
        (Tracker.Only.Priority, Tracker.Only.Title).ShouldBe(
            (TicketPriority.P1, "BudgetExhausted of availability")
        );
        Tracker.Only.Comments.ShouldBe([
            "**More urgent.** This is now P1: the error budget is spent.",
        ]);
    }

    [Fact]
    public async Task A_budget_that_is_low_again_lowers_the_priority_without_a_comment()
    {
        await FileAsync(Intent(TicketCause.BudgetExhausted, TicketPriority.P1));

        await FileAsync(Intent());
        await AdvanceAsync(2 * Hour);

        Tracker.Only.Priority.ShouldBe(TicketPriority.P2);
        Tracker.Only.Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task New_figures_are_written_once_an_hour()
    {
        await RaiseAsync();

        for (int minute = 1; minute <= 180; minute++)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(1));
            await FileAsync(Intent(body: $"Body {minute}."));
        }

        Tracker.CallsOf("update").ShouldBeInRange(2, 3);
        Tracker.Only.Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Comments_are_as_far_apart_as_the_policy_asks()
    {
        await FileAsync(Intent(priority: TicketPriority.P3));
        await FileAsync(Intent(priority: TicketPriority.P2));
        await AdvanceAsync(Hour);
        await FileAsync(Intent(priority: TicketPriority.P1));
        await AdvanceAsync(TimeSpan.FromHours(4));
        Tracker.Only.Priority.ShouldBe(TicketPriority.P1);
        Tracker.Only.Comments.Count.ShouldBe(1);

        await AdvanceAsync(TimeSpan.FromMinutes(61));

        Tracker.Only.Comments.Count.ShouldBe(2);
    }

    [Fact]
    public async Task There_are_twenty_comments_at_most()
    {
        Terms = Terms with { CommentEvery = TimeSpan.FromMinutes(10) };
        for (int round = 0; round < 30; round++)
        {
            await FileAsync(Intent(priority: TicketPriority.P2));
            await AdvanceAsync(2 * Hour);
            await FileAsync(Intent(priority: TicketPriority.P1));
            await AdvanceAsync(2 * Hour);
        }

        Tracker.Only.Comments.Count.ShouldBe(20);
        Tracker.Only.Priority.ShouldBe(TicketPriority.P1);
    }

    [Fact]
    public async Task A_cause_that_stays_away_for_the_hold_is_commented_once_and_left_to_people()
    {
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(23));
        (Status.Phase, Tracker.Only.Comments.Count).ShouldBe(("Recovered", 0));

        await AdvanceAsync(TimeSpan.FromHours(48));

        Tracker.Only.Comments.ShouldBe([
            "**Recovered.** The cause has stayed away since 2026-03-02 10:00 UTC, so this can be closed when its work is done.",
        ]);
        (Status.Phase, Tracker.Only.State).ShouldBe(("Recovered", ExternalState.Open));
    }

    [Fact]
    public async Task A_recovered_ticket_that_a_person_closes_is_closed_here_within_the_hour()
    {
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(25));

        Tracker.Only.State = ExternalState.Closed;
        await AdvanceAsync(Hour);

        Status.Phase.ShouldBe("Closed");
    }

    [Fact]
    public async Task A_policy_that_closes_closes_after_the_hold_and_says_why()
    {
        Terms = Terms with { OnRecovery = RecoveryAction.Close };
        await RaiseAsync();
        await ClearAsync();

        await AdvanceAsync(TimeSpan.FromHours(25));

        (Status.Phase, Tracker.Only.State).ShouldBe(("Closed", ExternalState.Closed));
        Tracker.Only.Comments.ShouldBe([
            "**Recovered.** The cause has stayed away since 2026-03-02 10:00 UTC, so this is closed.",
        ]);
    }

    [Fact]
    public async Task A_policy_that_does_nothing_says_nothing()
    {
        Terms = Terms with { OnRecovery = RecoveryAction.Nothing };
        await RaiseAsync();
        await ClearAsync();

        await AdvanceAsync(TimeSpan.FromHours(30));

        (Tracker.Only.State, Tracker.Only.Comments.Count).ShouldBe((ExternalState.Open, 0));
    }

    [Fact]
    public async Task A_cause_that_comes_back_within_the_hold_goes_on_as_if_it_had_never_gone()
    {
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(12));

        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromHours(48));

        (Status.Phase, Tracker.Only.Comments.Count).ShouldBe(("Open", 0));
    }

    [Fact]
    public async Task A_cause_that_comes_back_after_its_recovery_was_told_is_told_too()
    {
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(25));

        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromHours(6));

        Tracker
            .Only.Comments[1]
            .ShouldBe(
                "**Back again.** Since 2026-03-03 11:00 UTC little is left of the error budget."
            );
    }

    [Fact]
    public async Task A_recurrence_within_the_window_opens_the_ticket_again()
    {
        await CloseByRecoveryAsync();
        await AdvanceAsync(TimeSpan.FromDays(5));

        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromHours(7));

        (Status.Phase, Status.Recurrence, Tracker.Only.State).ShouldBe(
            ("Open", null, ExternalState.Open)
        );
        Tracker.Only.Comments[^1].ShouldStartWith("**Reopened.** Since ");
    }

    [Fact]
    public async Task A_recurrence_after_the_window_is_a_new_ticket_that_names_the_one_before()
    {
        await CloseByRecoveryAsync();
        await AdvanceAsync(TimeSpan.FromDays(8));

        await RaiseAsync();

        (Status.Recurrence, Status.RecurrenceOf, Status.ExternalId).ShouldBe(
            (2, "https://tracker/1", "2")
        );
        Tracker.OpenIssues.Single().Marker.ShouldBe($"{Ticket.Spec!.Fingerprint}-2");
        Tracker.Issues[0].State.ShouldBe(ExternalState.Closed);
    }

    [Theory]
    [InlineData("Declined")]
    [InlineData("Gone")]
    public async Task A_ticket_that_a_person_declined_is_left_alone_until_the_window_ends(
        string state
    )
    {
        await RaiseAsync();
        Tracker.Only.State = Enum.Parse<ExternalState>(state);
        await AdvanceAsync(Hour);
        (Status.Phase, Status.Declined).ShouldBe(("Closed", true));

        await AdvanceAsync(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Tracker.OpenIssues.ShouldBeEmpty();
        await AdvanceAsync(TimeSpan.FromMinutes(2));

        Tracker.OpenIssues.Single().Id.ShouldBe("2");
        Status.Recurrence.ShouldBe(2);
    }

    [Fact]
    public async Task A_ticket_closed_as_done_is_opened_again_once_when_the_cause_outlasts_the_hold()
    {
        await RaiseAsync();
        Tracker.Only.State = ExternalState.Closed;
        await AdvanceAsync(Hour);
        await AdvanceAsync(TimeSpan.FromHours(23));
        Tracker.Only.State.ShouldBe(ExternalState.Closed);

        await AdvanceAsync(TimeSpan.FromHours(2));
        (Tracker.Only.State, Status.Phase).ShouldBe((ExternalState.Open, "Open"));

        Tracker.Only.State = ExternalState.Closed;
        await AdvanceAsync(TimeSpan.FromDays(6));
        Tracker.Only.State.ShouldBe(ExternalState.Closed);
    }

    [Fact]
    public async Task A_ticket_closed_as_done_stays_closed_when_the_cause_goes()
    {
        await RaiseAsync();
        Tracker.Only.State = ExternalState.Closed;
        await AdvanceAsync(Hour);

        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromDays(3));

        (Tracker.Only.State, Status.Phase).ShouldBe((ExternalState.Closed, "Closed"));
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_opened_again_gets_a_successor()
    {
        await CloseByRecoveryAsync();
        Tracker.Only.State = ExternalState.Gone;

        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        Tracker.OpenIssues.Single().Marker.ShouldBe($"{Ticket.Spec!.Fingerprint}-2");
    }

    [Fact]
    public async Task A_cause_that_comes_back_while_its_closing_may_have_arrived_opens_it_again()
    {
        Terms = Terms with { OnRecovery = RecoveryAction.Close };
        await RaiseAsync();
        await ClearAsync();
        Tracker.Weather = call =>
            call == "close" ? new Fault(FaultKind.Unclear, Commits: true) : null;
        await AdvanceAsync(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Tracker.Only.State.ShouldBe(ExternalState.Closed);

        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        (Tracker.Only.State, Status.Phase).ShouldBe((ExternalState.Open, "Open"));
    }

    [Fact]
    public async Task Of_several_tickets_with_one_marker_the_oldest_is_kept_and_the_others_closed_with_a_link()
    {
        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        TicketDraft draft = TicketDrafts.Of(Ticket, TicketMemory.Read(Status, Start));
        Tracker.Create(draft);
        Tracker.Create(draft);

        await AdvanceAsync(Hour);

        Tracker.OpenIssues.Single().Id.ShouldBe("1");
        Status.ExternalId.ShouldBe("1");
        Tracker
            .Issues.Skip(1)
            .ShouldAllBe(twin =>
                twin.Comments.Single()
                == "**Duplicate.** The same is already told in [https://tracker/1](https://tracker/1), which is kept."
            );
    }

    [Fact]
    public async Task A_duplicate_that_is_open_is_kept_when_a_person_closed_the_oldest()
    {
        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        Tracker.Create(TicketDrafts.Of(Ticket, TicketMemory.Read(Status, Start)));
        Tracker.Issues[0].State = ExternalState.Closed;

        await AdvanceAsync(Hour);

        (Status.Phase, Status.ExternalId).ShouldBe(("Open", "2"));
        Tracker.OpenIssues.Single().Id.ShouldBe("2");
    }

    [Fact]
    public async Task A_ticket_is_kept_for_its_count_of_recurrences_and_forgotten_after_ninety_days()
    {
        await CloseByRecoveryAsync();
        await AdvanceAsync(TimeSpan.FromDays(88));
        Outbox.List().Count.ShouldBe(1);

        await AdvanceAsync(TimeSpan.FromDays(4));

        Outbox.List().ShouldBeEmpty();
    }

    private async Task CloseByRecoveryAsync()
    {
        Terms = Terms with { OnRecovery = RecoveryAction.Close };
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(25));
        Status.Phase.ShouldBe("Closed");
    }
}
