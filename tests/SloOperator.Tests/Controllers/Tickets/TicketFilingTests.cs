using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;
using static SloOperator.Controllers.Tickets.ISinkDirectory;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class TicketFilingTests : TicketScenario
{
    [Fact]
    public async Task A_ticket_is_named_after_its_owner_and_its_cause_and_says_all_that_a_sink_needs()
    {
        IReadOnlyList<FiledTicket> filed = await FileOnlyAsync(Intent());

        string fingerprint = TicketFingerprint.Of(
            "test",
            "uid-checkout",
            "availability",
            TicketCause.BudgetLow
        );
        filed.ShouldBe([
            new FiledTicket($"checkout-{fingerprint}", "BudgetLow", "Pending", null, null),
        ]);
        ReliabilityTicketSpec spec = Ticket.Spec!;
        (spec.TeamSlo, spec.OnCallPolicy, spec.Team, spec.Objective, spec.Priority).ShouldBe(
            ("checkout", null, "payments", "availability", "P2")
        );
        (spec.Sink, spec.Since, spec.ClearedAt, spec.Terms!.RecoveryHold).ShouldBe(
            ("default", Start, null, "1d")
        );
        Ticket.Metadata.Labels!["slo-operator.dev/team"].ShouldBe("payments");
    }

    [Fact]
    public async Task Filing_the_same_again_writes_nothing()
    {
        await FileOnlyAsync(Intent());

        for (int minute = 0; minute < 59; minute++)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await FileOnlyAsync(Intent(body: $"Body {minute}."));
        }

        Outbox.SpecWrites.ShouldBe(0);
        Time.Advance(TimeSpan.FromMinutes(1));
        await FileOnlyAsync(Intent(body: "Body of the hour."));
        (Outbox.SpecWrites, Ticket.Spec!.Body).ShouldBe((1, "Body of the hour."));
    }

    [Fact]
    public async Task A_low_and_an_exhausted_budget_are_one_ticket_at_the_worse()
    {
        await FileOnlyAsync(Intent(), Intent(TicketCause.BudgetExhausted, TicketPriority.P1));

        (Ticket.Spec!.Cause, Ticket.Spec.Priority).ShouldBe(("BudgetExhausted", "P1"));
    }

    [Fact]
    public async Task A_cause_that_cannot_be_judged_raises_nothing_and_clears_nothing()
    {
        await FileOnlyAsync(Intent(standing: Standing.Held));
        Outbox.List().ShouldBeEmpty();

        await FileOnlyAsync(Intent());
        await FileOnlyAsync(Intent(standing: Standing.Held, priority: TicketPriority.P1));

        (Outbox.SpecWrites, Ticket.Spec!.ClearedAt).ShouldBe((0, null));
    }

    [Fact]
    public async Task A_ticket_of_an_exhausted_budget_is_not_lowered_while_that_cannot_be_judged()
    {
        await FileOnlyAsync(Intent(TicketCause.BudgetExhausted, TicketPriority.P1));

        await FileOnlyAsync(
            Intent(TicketCause.BudgetExhausted, TicketPriority.P1, standing: Standing.Held),
            Intent()
        );

        Ticket.Spec!.Cause.ShouldBe("BudgetExhausted");
    }

    [Fact]
    public async Task A_cause_that_is_not_named_any_more_has_cleared_and_comes_back_with_a_new_beginning()
    {
        await FileOnlyAsync(Intent());
        Time.Advance(TimeSpan.FromHours(2));
        await FileOnlyAsync();
        Ticket.Spec!.ClearedAt.ShouldBe(Start.AddHours(2));

        Time.Advance(TimeSpan.FromHours(1));
        await FileOnlyAsync(Intent());

        (Ticket.Spec.ClearedAt, Ticket.Spec.Since).ShouldBe((null, Start.AddHours(3)));
    }

    [Fact]
    public async Task The_causes_of_another_owner_are_left_alone()
    {
        await FileOnlyAsync(Intent());

        await Process.Filing.FileAsync(Owner("search"), [], CancellationToken.None);

        Ticket.Spec!.ClearedAt.ShouldBeNull();
    }

    [Fact]
    public async Task An_owner_that_is_deleted_clears_all_its_causes()
    {
        await FileOnlyAsync(Intent(), Intent(TicketCause.SlowBurn));

        await Process.Filing.ForgetAsync("TeamSLO", Shop, CancellationToken.None);

        Outbox.List().ShouldAllBe(found => found.Value!.Spec!.ClearedAt == Start);
    }

    [Fact]
    public async Task A_new_policy_reaches_the_tickets_that_are_there()
    {
        await FileOnlyAsync(Intent());

        Terms = Terms with { OnRecovery = RecoveryAction.Close, Sink = "jira" };
        await FileOnlyAsync(Intent());

        (Ticket.Spec!.Sink, Ticket.Spec.Terms!.OnRecovery).ShouldBe(("jira", "Close"));
    }

    [Fact]
    public async Task Of_two_writers_the_later_looks_again_and_loses_nothing()
    {
        await FileOnlyAsync(Intent());
        Outbox.Between = () =>
            Outbox.Change(
                ResourceName.Of(Ticket.Metadata),
                ticket =>
                    ticket with
                    {
                        Status = new ReliabilityTicketStatus { Phase = "Submitting" },
                    }
            );

        await FileOnlyAsync(Intent(TicketCause.BudgetExhausted, TicketPriority.P1));

        (Ticket.Spec!.Cause, Ticket.Status!.Phase).ShouldBe(("BudgetExhausted", "Submitting"));
    }

    [Fact]
    public async Task A_closed_ticket_is_not_shown_on_its_owner()
    {
        Sinks.Instead = new SinkLookup.NoneNeeded();
        await RaiseAsync();
        await ClearAsync();
        await AdvanceAsync(TimeSpan.FromHours(24));

        (await FileOnlyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void A_long_name_of_an_owner_is_cut_so_that_the_ticket_has_one()
    {
        string name = string.Join('.', Enumerable.Repeat(new string('n', 62), 4))[..250];

        ResourceName ticket = TicketNames.Of(new ResourceName("ns", name), "0123456789abcdef");

        ticket.Name.Length.ShouldBeLessThanOrEqualTo(240);
        ticket.Name.ShouldEndWith("n-0123456789abcdef");
        TicketNames
            .Of(new ResourceName("ns", new string('n', 222) + ".nnn"), "0123456789abcdef")
            .Name.ShouldBe(new string('n', 222) + "-0123456789abcdef");
    }

    [Fact]
    public void Terms_are_read_as_they_were_written()
    {
        var terms = new TicketTerms
        {
            Sink = "jira",
            ReopenWithin = TimeSpan.FromDays(3),
            RecoveryHold = TimeSpan.Zero,
            OnRecovery = RecoveryAction.Nothing,
            CommentEvery = TimeSpan.FromMinutes(90),
            MaxOpenPerTeam = 7,
        };

        TicketTermsText.Write(terms).CommentEvery.ShouldBe("1h30m");
        TicketTermsText.Read(TicketTermsText.Write(terms)).ShouldBe(terms);
        TicketTermsText.Read(null).ShouldBe(new TicketTerms());
    }

    private Task<IReadOnlyList<FiledTicket>> FileOnlyAsync(params WrittenIntent[] intents) =>
        Process.Filing.FileAsync(Owner(), intents, CancellationToken.None);
}
