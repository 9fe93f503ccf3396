using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Waits for a status under a clock that only a test moves.</summary>
internal static class Settling
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>Less than from one pass to the next, so that what is waited for is never owed to one.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>A write that was given up when the clock was moved is tried again moments later, of which there must be some.</summary>
    public static Task<TeamSloStatus> SettledAsync(
        this TeamNamespace team,
        ManualTimeProvider clock,
        Action<TeamSloStatus> assertion,
        string name = TeamNamespace.SloName
    )
    {
        TimeSpan passed = TimeSpan.Zero;
        return team.StatusAsync(
            status =>
            {
                if (passed < Longest)
                {
                    passed += Moment;
                    clock.Advance(Moment);
                }

                assertion(status);
            },
            name
        );
    }

    /// <summary>
    /// Measured, and its tickets are where they belong: what becomes of them later is no change of the status that a test would mistake for
    /// one of its own, nor does it put off the next heartbeat.
    /// </summary>
    public static Task<TeamSloStatus> AtRestAsync(
        this TeamNamespace team,
        ManualTimeProvider clock,
        string name = TeamNamespace.SloName
    ) =>
        team.SettledAsync(
            clock,
            status => (status.Only().Verdict, status.Tickets()).ShouldBe(("Measured", "True")),
            name
        );

    /// <summary>As <see cref="AtRestAsync"/> waits for it.</summary>
    public static bool IsAtRest(this TeamSloStatus status) =>
        (status.Objectives?[0].Verdict, status.Tickets()) == ("Measured", "True");

    private static string? Tickets(this TeamSloStatus status) =>
        status
            .Conditions?.SingleOrDefault(condition => condition.Type == "TicketsDelivered")
            ?.Status;
}
