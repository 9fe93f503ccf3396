using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using static SloOperator.Controllers.Tickets.ISinkDirectory;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class TicketDeliveryTests : TicketScenario
{
    [Fact]
    public async Task A_cause_becomes_one_ticket_and_its_status_says_where()
    {
        await RaiseAsync();

        Tracker.Only.Marker.ShouldBe($"{Ticket.Spec!.Fingerprint}-1");
        Tracker.Only.Title.ShouldBe("BudgetLow of availability");
        (Status.Phase, Status.ExternalId, Status.Url, Status.Step).ShouldBe(
            ("Open", "1", "https://tracker/1", null)
        );
        Tracker.Calls.Select(call => call.Call).ShouldBe(["find", "create"]);
    }

    [Fact]
    public async Task What_is_about_to_leave_is_stored_first()
    {
        (string? Phase, string? Step, DateTimeOffset? At)? seen = null;
        Tracker.Weather = call =>
        {
            seen = call == "create" ? (Status.Phase, Status.Step, Status.AttemptedAt) : seen;
            return null;
        };

        await RaiseAsync();

        seen.ShouldBe(("Submitting", "Create", Start));
    }

    [Fact]
    public async Task A_ticket_that_was_made_although_the_answer_was_a_500_is_found_and_not_made_again()
    {
        Fail("create", new Fault(FaultKind.Unclear, Commits: true, Status: 500));
        await RaiseAsync();
        (Status.Phase, Status.Step, Status.LastError!.Status).ShouldBe(
            ("Submitting", "Create", 500)
        );

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Tracker.CallsOf("create").ShouldBe(1);
        (Status.Phase, Status.ExternalId, Status.LastError).ShouldBe(("Open", "1", null));
    }

    [Fact]
    public async Task A_ticket_that_was_not_made_when_the_connection_was_cut_is_made_after_a_look()
    {
        Fail("create", new Fault(FaultKind.Unclear));
        await RaiseAsync();

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Tracker.Calls.Select(call => call.Call).ShouldBe(["find", "create", "find", "create"]);
        Tracker.Only.State.ShouldBe(ExternalState.Open);
    }

    [Fact]
    public async Task A_search_that_lags_is_not_believed_before_its_lag_has_passed()
    {
        Tracker.Traits = Tracker.Traits with { FindLag = TimeSpan.FromMinutes(2) };
        Fail("create", new Fault(FaultKind.Unclear, Commits: true));
        await RaiseAsync();

        await AdvanceAsync(TimeSpan.FromSeconds(135));
        Tracker.CallsOf("find").ShouldBe(1);
        await AdvanceAsync(TimeSpan.FromSeconds(10));

        Tracker.CallsOf("find").ShouldBe(2);
        Tracker.Only.Id.ShouldBe(Status.ExternalId);
    }

    [Fact]
    public async Task Where_nothing_can_be_looked_up_the_same_key_is_sent_again()
    {
        Tracker.Traits = Tracker.Traits with { CanFind = false };
        Fail("create", new Fault(FaultKind.Unclear, Commits: true));
        await RaiseAsync();

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Tracker
            .Calls.Select(call => (call.Call, call.On))
            .ShouldBe([
                ("create", $"{Ticket.Spec!.Fingerprint}-1"),
                ("create", $"{Ticket.Spec.Fingerprint}-1"),
            ]);
        Status.ExternalId.ShouldBe(Tracker.Only.Id);
    }

    [Fact]
    public async Task A_busy_sink_is_not_called_before_the_time_it_asks_for()
    {
        Fail("create", new Fault(FaultKind.Busy, Status: 429, RetryAfter: TimeSpan.FromMinutes(7)));
        await RaiseAsync();
        (Status.Phase, Status.Step, Status.NextAttempt).ShouldBe(
            ("Pending", null, Start.AddMinutes(7))
        );

        await AdvanceAsync(TimeSpan.FromSeconds(419));
        Tracker.Calls.Count.ShouldBe(2);
        await AdvanceAsync(TimeSpan.FromSeconds(2));

        Status.Phase.ShouldBe("Open");
    }

    [Fact]
    public async Task A_sink_that_is_down_for_eight_hours_is_tried_every_quarter_of_an_hour_and_loses_nothing()
    {
        Tracker.Weather = _ => new Fault(FaultKind.Busy);
        await RaiseAsync();

        await AdvanceAsync(TimeSpan.FromHours(8));
        Tracker.Issues.ShouldBeEmpty();
        int calls = Tracker.Calls.Count;
        Tracker.Weather = _ => null;
        await AdvanceAsync(TimeSpan.FromMinutes(15));

        Tracker.Only.State.ShouldBe(ExternalState.Open);
        calls.ShouldBeInRange(32, 80);
    }

    [Fact]
    public async Task A_ticket_that_is_refused_says_what_to_change_and_is_not_sent_again()
    {
        Fail("create", new Fault(FaultKind.Refused, Status: 422));
        await RaiseAsync();

        await AdvanceAsync(TimeSpan.FromHours(23));

        Status.Phase.ShouldBe("DeadLetter");
        Status.LastError!.Status.ShouldBe(422);
        Tracker.Calls.Count.ShouldBe(2);
        FiledTicket filed = (
            await Process.Filing.FileAsync(Owner(), [Intent()], CancellationToken.None)
        ).Single();
        filed.Problem.ShouldBe("create: refused; change TicketSink default: spec.project");
    }

    [Fact]
    public async Task A_refused_ticket_is_sent_when_the_sink_or_its_secret_has_changed()
    {
        Fail("create", new Fault(FaultKind.Refused, Status: 401));
        await RaiseAsync();

        Sinks.Version = "v2";
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        (Status.Phase, Status.LastError).ShouldBe(("Open", null));
    }

    [Fact]
    public async Task A_refused_ticket_is_tried_once_a_day_because_the_fault_may_be_mended_at_the_sink()
    {
        Fail("create", new Fault(FaultKind.Refused, Status: 403));
        await RaiseAsync();

        await AdvanceAsync(TimeSpan.FromHours(24));

        Status.Phase.ShouldBe("Open");
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_is_no_change()
    {
        Fail("create", new Fault(FaultKind.Refused, Status: 401));
        await RaiseAsync();

        Sinks.Version = null;
        await AdvanceAsync(TimeSpan.FromHours(1));

        Status.Phase.ShouldBe("DeadLetter");
    }

    [Fact]
    public async Task A_sink_that_cannot_be_used_is_named_and_used_when_it_can_be()
    {
        Sinks.Instead = new SinkLookup.Unusable("no TicketSink \"jira\" is there");
        await RaiseAsync();
        (Status.Phase, Status.Message).ShouldBe(("DeadLetter", "no TicketSink \"jira\" is there"));

        Sinks.Instead = null;
        Sinks.Announce("default");
        await Process.SettleAsync();

        Status.Phase.ShouldBe("Open");
    }

    [Fact]
    public async Task Without_a_sink_a_ticket_is_open_in_the_cluster_and_closed_after_the_hold()
    {
        Sinks.Instead = new SinkLookup.NoneNeeded();
        await RaiseAsync();
        (Status.Phase, Status.ExternalId).ShouldBe(("Open", null));

        await ClearAsync();
        Status.Phase.ShouldBe("Recovered");
        await AdvanceAsync(TimeSpan.FromHours(24));

        Status.Phase.ShouldBe("Closed");
        Tracker.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_without_a_sink_is_delivered_when_there_is_one()
    {
        Sinks.Instead = new SinkLookup.NoneNeeded();
        await RaiseAsync();

        Sinks.Instead = null;
        Sinks.Announce("default");
        await Process.SettleAsync();

        Status.ExternalId.ShouldBe("1");
    }

    [Fact]
    public async Task A_cause_that_clears_while_the_sink_is_down_is_still_told_within_the_hold()
    {
        Tracker.Weather = _ => new Fault(FaultKind.Busy);
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(8));

        Tracker.Weather = _ => null;
        await AdvanceAsync(TimeSpan.FromMinutes(20));

        Status.Phase.ShouldBe("Recovered");
        Tracker.Only.State.ShouldBe(ExternalState.Open);
    }

    [Fact]
    public async Task A_cause_that_stayed_away_for_the_hold_before_it_could_be_told_is_told_no_more()
    {
        Tracker.Weather = _ => new Fault(FaultKind.Busy);
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(25));

        Tracker.Weather = _ => null;
        await AdvanceAsync(TimeSpan.FromHours(1));

        Status.Phase.ShouldBe("Closed");
        Tracker.Issues.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_whose_object_was_deleted_is_found_again_and_kept()
    {
        await RaiseAsync();
        Outbox.Change(ResourceName.Of(Ticket.Metadata), _ => null);

        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        Tracker.Only.Id.ShouldBe(Status.ExternalId);
    }

    [Fact]
    public async Task A_closed_ticket_of_a_life_that_was_forgotten_is_the_one_before()
    {
        await RaiseAsync();
        Tracker.Only.State = ExternalState.Closed;
        Outbox.Change(ResourceName.Of(Ticket.Metadata), _ => null);

        await RaiseAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        (Status.Recurrence, Status.RecurrenceOf, Status.ExternalId).ShouldBe(
            (2, "https://tracker/1", "2")
        );
        Tracker
            .OpenIssues.Single()
            .Body.ShouldStartWith(
                "This is recurrence 1 of [https://tracker/1](https://tracker/1).\n\n"
            );
    }

    [Fact]
    public async Task A_filing_that_comes_between_a_call_and_its_answer_loses_no_answer()
    {
        Tracker.Weather = call =>
        {
            if (call == "create")
            {
                Outbox.Change(
                    ResourceName.Of(Ticket.Metadata),
                    ticket => ticket with { Spec = ticket.Spec! with { Priority = "P1" } }
                );
            }

            return null;
        };

        await RaiseAsync();

        Tracker.CallsOf("create").ShouldBe(1);
        (Status.Phase, Status.ExternalId).ShouldBe(("Open", "1"));
    }

    [Fact]
    public async Task A_replica_that_does_not_lead_any_more_calls_nobody()
    {
        Process.MayAct = () => false;

        await RaiseAsync();

        Tracker.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_tickets_of_an_owner_that_is_gone_clear()
    {
        await RaiseAsync();
        Process.Gone.Add("checkout");

        await AdvanceAsync(TimeSpan.FromHours(1));

        (Status.Phase, Ticket.Spec!.ClearedAt).ShouldBe(("Recovered", Start.AddHours(1)));
    }

    [Fact]
    public async Task A_ticket_that_nobody_outside_knows_of_goes_with_its_owner()
    {
        Sinks.Instead = new SinkLookup.NoneNeeded();
        await RaiseAsync();
        Status.Phase.ShouldBe("Open");
        Process.Gone.Add("checkout");

        await ClearAsync();

        Outbox.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_may_have_arrived_outlives_its_owner_until_that_is_known()
    {
        Fail("create", new Fault(FaultKind.Unclear, Commits: true));
        await RaiseAsync();
        Process.Gone.Add("checkout");

        await ClearAsync();
        Outbox.List().Count.ShouldBe(1);
        await AdvanceAsync(TimeSpan.FromHours(1));

        (Tracker.Issues.Count, Status.Phase).ShouldBe((1, "Recovered"));
    }

    /// <summary>The next call of this name, once.</summary>
    private void Fail(string name, Fault fault) =>
        Tracker.Weather = call =>
        {
            if (call != name)
            {
                return null;
            }

            Tracker.Weather = _ => null;
            return fault;
        };
}
