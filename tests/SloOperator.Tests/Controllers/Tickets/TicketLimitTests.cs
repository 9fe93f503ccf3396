using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class TicketLimitTests : TicketScenario
{
    [Fact]
    public async Task A_team_has_no_more_open_tickets_than_its_policy_allows_and_the_most_urgent_go_first()
    {
        Terms = Terms with { MaxOpenPerTeam = 2 };
        await FileForAsync("a", "payments", TicketPriority.P3);
        await FileForAsync("b", "payments", TicketPriority.P2);
        await FileForAsync("c", "payments", TicketPriority.P1);
        await Process.SettleAsync();

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Tracker
            .Issues.Select(issue => issue.Priority)
            .ShouldBe([TicketPriority.P1, TicketPriority.P2], ignoreOrder: true);
        Of("a").Status!.Phase.ShouldBe("Suppressed");
    }

    [Fact]
    public async Task A_ticket_that_is_kept_back_leaves_when_another_recovers()
    {
        Terms = Terms with { MaxOpenPerTeam = 1 };
        await FileForAsync("a", "payments", TicketPriority.P1);
        await Process.SettleAsync();
        await FileForAsync("b", "payments", TicketPriority.P2);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Of("b").Status!.Phase.ShouldBe("Suppressed");

        await Process.Filing.FileAsync(Owner("a"), [], CancellationToken.None);
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Of("a").Status!.Phase.ShouldBe("Recovered");
        Of("b").Status!.Phase.ShouldBe("Open");
    }

    [Fact]
    public async Task The_limit_of_one_team_is_not_that_of_another()
    {
        Terms = Terms with { MaxOpenPerTeam = 1 };
        await FileForAsync("a", "payments", TicketPriority.P1);
        await FileForAsync("b", "search", TicketPriority.P1);

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Tracker.OpenIssues.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_ticket_that_may_have_arrived_is_not_kept_back()
    {
        Terms = Terms with { MaxOpenPerTeam = 1 };
        Tracker.Weather = call =>
            call == "create" ? new Fault(FaultKind.Unclear, Commits: true) : null;
        await FileForAsync("a", "payments", TicketPriority.P3);
        await Process.SettleAsync();
        await FileForAsync("b", "payments", TicketPriority.P1);
        Tracker.Weather = _ => null;

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Of("a").Status!.Phase.ShouldBe("Open");
        Of("b").Status!.Phase.ShouldBe("Suppressed");
    }

    [Fact]
    public async Task Ten_teams_at_once_are_no_storm()
    {
        await BreachAsync(10);

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Tracker.OpenIssues.Count().ShouldBe(10);
    }

    [Fact]
    public async Task Eleven_teams_at_once_become_one_ticket_that_lists_them()
    {
        await BreachAsync(11);

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Tracker.Only.Title.ShouldBe("11 teams breach at once: look for what they share");
        Tracker.Only.Body.ShouldContain("- team-10");
        Storm.Metadata.Namespace.ShouldBe("slo-operator");
        Outbox.List().Count(found => found.Value!.Status!.Phase == "Suppressed").ShouldBe(11);
    }

    [Fact]
    public async Task Eleven_teams_within_an_hour_are_no_storm()
    {
        for (int team = 0; team < 11; team++)
        {
            await FileForAsync($"slo-{team}", $"team-{team}", TicketPriority.P1);
            await AdvanceAsync(TimeSpan.FromMinutes(5));
        }

        Tracker.OpenIssues.Count().ShouldBe(11);
    }

    [Fact]
    public async Task A_storm_that_nobody_joins_for_an_hour_is_over_and_what_still_holds_is_told()
    {
        await BreachAsync(12);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await Process.Filing.FileAsync(Owner("slo-0", "team-0"), [], CancellationToken.None);

        await AdvanceAsync(TimeSpan.FromMinutes(58));
        Tracker.Issues.Count.ShouldBe(1);
        await AdvanceAsync(TimeSpan.FromMinutes(3));

        Tracker.OpenIssues.Count().ShouldBe(13);
        Storm.Spec!.ClearedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_closes_the_ticket_of_a_storm_releases_the_others()
    {
        await BreachAsync(12);
        await AdvanceAsync(TimeSpan.FromMinutes(50));
        for (int late = 0; late < 3; late++)
        {
            // Somebody joins, so that calm alone would not end it.
            await FileForAsync($"late-{late}", $"late-{late}", TicketPriority.P1);
            Tracker.Issues[0].State = late == 1 ? ExternalState.Closed : Tracker.Issues[0].State;
            await AdvanceAsync(TimeSpan.FromMinutes(20));
        }

        // The sweep sees it within the hour; the calm would come half an hour later.
        await AdvanceAsync(TimeSpan.FromMinutes(20));
        Tracker.OpenIssues.Count().ShouldBe(15);
    }

    [Fact]
    public async Task A_crash_in_a_storm_releases_nothing()
    {
        await BreachAsync(12);
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Restart();
        await AdvanceAsync(TimeSpan.FromMinutes(30));

        Tracker.Issues.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_hundred_tickets_leave_at_the_pace_of_their_sink_and_by_priority()
    {
        Terms = Terms with { MaxOpenPerTeam = 1000 };
        Tracker.Traits = Tracker.Traits with { PerMinute = 60 };
        for (int i = 0; i < 100; i++)
        {
            await FileForAsync($"slo-{i}", "payments", (TicketPriority)(3 - (i % 4)));
        }

        await AdvanceAsync(TimeSpan.FromSeconds(59));
        Tracker.Issues.Count.ShouldBe(60);
        await AdvanceAsync(TimeSpan.FromSeconds(60));

        Tracker.Issues.Count.ShouldBe(100);
        // The first had its turn before any other was known.
        Tracker
            .Issues.Skip(1)
            .Select(issue => issue.Priority)
            .ShouldBe(Tracker.Issues.Skip(1).Select(issue => issue.Priority).Order());
    }

    [Fact]
    public async Task After_an_outage_what_waited_leaves_by_priority()
    {
        Terms = Terms with { MaxOpenPerTeam = 1000 };
        Tracker.Traits = Tracker.Traits with { PerMinute = 60 };
        Tracker.Weather = _ => new Fault(FaultKind.Busy, Status: 503);
        for (int i = 0; i < 40; i++)
        {
            await FileForAsync($"slo-{i}", "payments", (TicketPriority)(3 - (i % 4)));
        }

        await AdvanceAsync(TimeSpan.FromHours(8));
        int calls = Tracker.Calls.Count;
        Tracker.Weather = _ => null;
        await AdvanceAsync(TimeSpan.FromMinutes(17));

        Tracker.Issues.Count.ShouldBe(40);
        Tracker
            .Issues.Select(issue => issue.Priority)
            .ShouldBe(Tracker.Issues.Select(issue => issue.Priority).Order());
        // One that looks whether it is back, not forty.
        calls.ShouldBeLessThan(90);
    }

    [Fact]
    public async Task One_ticket_that_always_fails_holds_up_no_other()
    {
        Terms = Terms with { MaxOpenPerTeam = 1000 };
        string? poison = null;
        Tracker.Weather = call =>
            call == "create" && Tracker.Calls[^1].On == (poison ??= Tracker.Calls[^1].On)
                ? new Fault(FaultKind.Unclear, Status: 500)
                : null;
        for (int i = 0; i < 50; i++)
        {
            await FileForAsync($"slo-{i}", "payments", TicketPriority.P1);
        }

        await AdvanceAsync(TimeSpan.FromMinutes(2));

        Tracker.Issues.Count.ShouldBe(49);
    }

    private ReliabilityTicket Storm =>
        Outbox.List().Select(found => found.Value!).Single(ticket => ticket.Spec!.Cause == "Storm");

    private ReliabilityTicket Of(string owner) =>
        Outbox.List().Select(found => found.Value!).Single(ticket => ticket.Spec!.TeamSlo == owner);

    private async Task BreachAsync(int teams)
    {
        for (int team = 0; team < teams; team++)
        {
            await FileForAsync($"slo-{team}", $"team-{team}", TicketPriority.P1);
        }
    }

    private Task<IReadOnlyList<FiledTicket>> FileForAsync(
        string name,
        string team,
        TicketPriority priority
    ) =>
        Process.Filing.FileAsync(
            Owner(name, team),
            [Intent(priority: priority)],
            CancellationToken.None
        );
}
