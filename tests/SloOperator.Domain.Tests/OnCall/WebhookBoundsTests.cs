using System.Globalization;
using SloOperator.Domain.OnCall;
using static SloOperator.Domain.Tests.OnCall.WebhookStory;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class WebhookBoundsTests
{
    private static readonly WebhookState OnePage = Told(
        "12:00 fires A@12:00",
        "12:20 resolved A@12:00-12:15"
    );

    [Theory]
    [InlineData("12:00 fires A@12:00")]
    [InlineData("12:00:59 fires A@12:00")]
    public void What_is_told_again_within_a_minute_leaves_the_very_same_state(string again)
    {
        WebhookState state = Told("12:00 fires A@12:00");

        Told(state, again).ShouldBeSameAs(state);
    }

    [Fact]
    public void A_repeat_is_remembered_to_the_minute() =>
        Told("12:00 fires A@12:00", "12:01 fires A@12:00")
            .Open.Single()
            .SeenAt.ShouldBe(Time("12:01"));

    [Theory]
    [InlineData("12:21 fires A@12:00")]
    [InlineData("12:21 resolved A@12:00-12:15")]
    [InlineData("h 12:21 resolved A@12:00-12:15")]
    public void A_late_duplicate_leaves_the_very_same_state(string late) =>
        Told(OnePage, late).ShouldBeSameAs(OnePage);

    [Fact]
    public void A_close_is_remembered_for_as_long_as_duplicates_can_come()
    {
        Groups.Settle(OnePage, Time("12:25")).ShouldBeSameAs(OnePage);
        Groups.Settle(OnePage, Time("12:25:01")).JustClosed.ShouldBeEmpty();
    }

    [Fact]
    public void An_incident_is_kept_for_70_days_and_then_nothing_is_known_of_its_time()
    {
        Groups.Settle(OnePage, Time("70.12:00")).Incidents.Count.ShouldBe(1);

        WebhookState later = Groups.Settle(OnePage, Time("70.12:00:01"));

        later.Incidents.ShouldBeEmpty();
        later.Since.ShouldBe(Time("12:00").AddTicks(1));
        later.Dropped.ShouldBe(0);
    }

    [Fact]
    public void A_group_not_heard_of_for_six_days_ended_when_it_was_last_heard_of()
    {
        WebhookState open = Told("12:00 fires A@12:00", "16:00 fires A@12:00");

        Groups.Settle(open, Time("6.16:00")).ShouldBeSameAs(open);
        Pages(Groups.Settle(open, Time("6.16:00:01"))).ShouldBe("12:00-16:00 x1");
    }

    [Fact]
    public void What_fires_after_such_a_silence_is_a_page() =>
        Pages(Told("12:00 fires A@12:00", "7.12:00 fires A@12:00"))
            .ShouldBe("12:00-12:00 x1, 7.12:00- x1");

    [Fact]
    public void The_longest_unheard_of_501_groups_is_let_go_and_its_page_kept()
    {
        WebhookState full = Told(WithGroups(Nothing), Line("g0", 600, "fires A@00:00"));
        full.Dropped.ShouldBe(0);

        WebhookState more = Told(full, Line("new", 601, "fires A@10:01"));

        more.Open.Count.ShouldBe(500);
        more.Open.Select(group => group.Key).ShouldNotContain("HighLatency/g1");
        more.Incidents.ShouldBe([
            new Incident("HighLatency/g1", Time(Clock(1)), Time(Clock(1)), Onsets: 1),
        ]);
        more.Dropped.ShouldBe(1);
        more.Since.ShouldBe(Nothing.Since);
    }

    [Fact]
    public void The_oldest_of_2001_incidents_is_let_go_and_nothing_is_known_of_its_time()
    {
        WebhookState full = Told(Nothing with { Incidents = Many }, "12:00 fires A@12:00");
        full.Incidents.Count.ShouldBe(2_000);
        full.Dropped.ShouldBe(0);

        WebhookState more = Told(full, "12:20 resolved A@12:00-12:15");

        more.Incidents.Count.ShouldBe(2_000);
        more.Incidents[0].ShouldBe(Many[1]);
        more.Dropped.ShouldBe(1);
        more.Since.ShouldBe(Many[0].Start.AddTicks(1));
    }

    [Fact]
    public void A_group_that_is_let_go_where_incidents_are_too_many_lets_one_of_them_go_too() =>
        Told(WithGroups(Nothing with { Incidents = Many }), Line("new", 601, "fires A@10:01"))
            .Dropped.ShouldBe(2);

    [Fact]
    public void What_was_not_known_before_does_not_become_known_by_forgetting()
    {
        WebhookState late = OnePage with { Since = Time("18:00") };

        Groups.Settle(late, Time("71.12:00")).Since.ShouldBe(Time("18:00"));
    }

    [Fact]
    public void At_most_500_closes_are_remembered()
    {
        WebhookState many = Nothing with
        {
            JustClosed =
            [
                .. Enumerable
                    .Range(0, WebhookGroups.MostOpen)
                    .Select(number => new ClosedGroup($"{number}", Time("12:15"), Time("12:20"))),
            ],
        };

        WebhookState more = Told(many, "12:20 fires A@12:20", "12:21 resolved A@12:20-12:20:30");

        more.JustClosed.Count.ShouldBe(500);
        more.JustClosed[0].Group.ShouldBe("1");
        more.JustClosed[^1].Ended.ShouldBe(Time("12:20:30"));
        more.Dropped.ShouldBe(0);
    }

    [Fact]
    public void Of_one_group_50_alerts_are_told_apart_and_more_are_counted()
    {
        WebhookState state = Told(Alerts("12:00", 0, 60));
        state.Open.Single().Seen.Count.ShouldBe(50);
        state.Open.Single().Onsets.ShouldBe(60);

        Told(state, Alerts("12:10", 60, 20)).Open.Single().Onsets.ShouldBe(60);
        Told(state, Alerts("12:10", 0, 70)).Open.Single().Onsets.ShouldBe(70);
    }

    [Fact]
    public void A_group_key_as_long_as_a_body_is_a_short_digest_and_tells_groups_apart()
    {
        string deep = new('x', 500_000);
        string first = Digest($"{deep}1");

        first.Length.ShouldBe(32);
        first.ShouldBe(Digest($"{deep}1"));
        first.ShouldNotBe(Digest($"{deep}2"));
    }

    /// <summary>2,000 incidents of five seconds.</summary>
    private static readonly Incident[] Many =
    [
        .. Enumerable
            .Range(0, WebhookGroups.MostIncidents)
            .Select(number => Time("00:00").AddSeconds(10 * number))
            .Select(start => new Incident("K", start, start.AddSeconds(5), 1)),
    ];

    /// <summary>500 groups, g0 at midnight and the others a minute after each other.</summary>
    private static WebhookState WithGroups(WebhookState state) =>
        Enumerable
            .Range(0, WebhookGroups.MostOpen)
            .Aggregate(
                state,
                (current, number) =>
                    Told(current, Line($"g{number}", number, $"fires A@{Clock(number)}"))
            );

    private static string Digest(string groupKey) =>
        new GroupNotification
        {
            GroupKey = groupKey,
            IncidentKey = "K",
            IsFiring = true,
            Alerts = [],
        }.Group;

    private static string Line(string group, int minutes, string rest) =>
        $"{group} {Clock(minutes)} {rest}";

    private static string Alerts(string at, int first, int count) =>
        $"{at} fires {string.Join(' ', Enumerable.Range(first, count).Select(n => $"A{n}@12:00"))}";

    private static string Clock(int minutes) =>
        TimeSpan.FromMinutes(minutes).ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
