using System.Globalization;
using SloOperator.Domain.Tickets;
using Xunit.Abstractions;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>kill -9 between any two steps, and leadership that moves while a request is on its way.</summary>
public sealed class TicketKillTests(ITestOutputHelper output)
{
    private const int Runs = 1_000;
    private const int RunsWithTwo = 400;

    [Fact]
    public async Task Killed_at_any_step_there_is_exactly_one_open_ticket_for_each_cause()
    {
        var tally = new KillTally();
        for (int seed = 0; seed < Runs; seed++)
        {
            using var run = new KillRun(seed, replicas: 1);
            await run.PlayAsync();
            run.Check(tally);
        }

        output.WriteLine(tally.ToString());
        tally.Kills.ShouldBeGreaterThan(Runs * 5);
        tally.Twins.ShouldBe(0);
    }

    [Fact]
    public async Task With_leadership_that_moves_between_two_replicas_as_well()
    {
        var tally = new KillTally();
        for (int seed = 0; seed < RunsWithTwo; seed++)
        {
            using var run = new KillRun(Runs + seed, replicas: 2);
            await run.PlayAsync();
            run.Check(tally);
        }

        output.WriteLine(tally.ToString());
        tally.Late.ShouldBeGreaterThan(RunsWithTwo / 20);
        tally.Twins.ShouldBe(0);
    }

    [Fact]
    public async Task Killed_once_at_each_single_step_of_a_life_nothing_is_doubled_or_lost()
    {
        int steps = await LifeAsync(killAt: null);
        for (int step = 0; step < steps; step++)
        {
            await LifeAsync(step);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps} steps"));
        steps.ShouldBeGreaterThan(100);
    }

    /// <summary>Raised, escalated, recovered, closed, back again; gives the points passed.</summary>
    private static async Task<int> LifeAsync(int? killAt)
    {
        using var run = new KillRun(seed: 7, replicas: 1);
        run.Hazard.Left = killAt;
        await run.DecideAsync("a", TicketCause.BudgetLow, TicketPriority.P2);
        await run.PassAsync(TimeSpan.FromMinutes(10));
        await run.DecideAsync("a", TicketCause.BudgetExhausted, TicketPriority.P1);
        await run.PassAsync(TimeSpan.FromHours(7));
        await run.DecideAsync("a", null, TicketPriority.P1);
        await run.PassAsync(TimeSpan.FromHours(26));
        int passed = run.Hazard.Passed;
        await run.DecideAsync("a", TicketCause.BudgetLow, TicketPriority.P2);
        await run.PassAsync(TimeSpan.FromHours(10));
        run.Check(new KillTally());
        run.Tracker.Issues.Count.ShouldBe(1);
        run.Tracker.Only.Comments.ShouldBeUnique();
        return passed;
    }
}
