using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Tests.Tickets;

public sealed class StormRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void More_than_ten_teams_make_a_storm(int teams, bool isStorm) =>
        (Judge(Teams(teams, Now)) is not null).ShouldBe(isStorm);

    [Fact]
    public void One_team_with_many_breaches_is_one_team() =>
        Judge([.. Teams(10, Now), .. Enumerable.Repeat(("team-01", Now), 50)]).ShouldBeNull();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void They_must_have_begun_within_ten_minutes(int secondsTooEarly, bool isStorm)
    {
        DateTimeOffset first =
            Now - TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(secondsTooEarly);

        Storm? storm = Judge([.. Teams(10, Now), ("early", first)]);

        (storm is not null).ShouldBe(isStorm);
    }

    [Fact]
    public void A_storm_began_with_its_first_breach_and_names_each_team_once_in_order()
    {
        DateTimeOffset first = Now.AddMinutes(-5);

        Storm storm = Judge([.. Teams(11, Now), ("team-01", first), ("a-team", first)])
            .ShouldNotBeNull();

        storm.Since.ShouldBe(first);
        storm.Teams.Count.ShouldBe(12);
        storm.Teams[0].ShouldBe("a-team");
        storm.Teams[1].ShouldBe("team-01");
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_storm_is_over_when_nobody_joined_for_an_hour(int minutes, bool goesOn)
    {
        var current = new Storm(Now, []);

        Storm? later = StormRule.Judge(
            Teams(11, Now),
            current,
            last: null,
            Now.AddMinutes(minutes)
        );

        (later is not null).ShouldBe(goesOn);
    }

    [Fact]
    public void Who_joins_later_keeps_it_up_and_who_has_gone_is_still_named()
    {
        var current = new Storm(Now, ["gone"]);

        Storm? later = StormRule.Judge(
            [("late", Now.AddMinutes(50))],
            current,
            last: null,
            Now.AddMinutes(100)
        );

        later.ShouldNotBeNull().Teams.ShouldBe(["gone", "late"]);
        later.Since.ShouldBe(Now);
    }

    [Fact]
    public void What_was_seen_before_the_last_storm_ended_makes_no_new_one() =>
        StormRule.Judge(Teams(11, Now), current: null, last: Now, Now).ShouldBeNull();

    private static Storm? Judge(IEnumerable<(string, DateTimeOffset)> breaches) =>
        StormRule.Judge(breaches, current: null, last: null, Now);

    private static IEnumerable<(string, DateTimeOffset)> Teams(int count, DateTimeOffset at) =>
        Enumerable.Range(1, count).Select(team => ($"team-{team:00}", at));
}
