using SloOperator.Domain.OnCall;
using static SloOperator.Domain.Tests.OnCall.WebhookStory;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class WebhookGroupsTests
{
    public static TheoryData<string, string[], string> Stories() =>
        new()
        {
            {
                "a group that fires is a page from when it arrives",
                ["12:00:30 fires A@12:00"],
                "12:00:30- x1"
            },
            {
                "it ends when its alert ended, not when that is told",
                ["12:00:30 fires A@12:00", "12:20 resolved A@12:00-12:15"],
                "12:00:30-12:15 x1"
            },
            {
                "it ends with the last of its alerts",
                ["12:00 fires A@12:00 B@12:00", "12:20 resolved A@12:00-12:15 B@12:00-12:12"],
                "12:00-12:15 x2"
            },
            {
                "an end that is not said, or yet to come, is when it is told",
                [
                    "12:00 fires A@12:00",
                    "12:20 resolved A@12:00-?",
                    "13:00 fires A@13:00",
                    "13:20 resolved A@13:00-13:25",
                    "14:00 fires A@14:00",
                    "14:20 resolved",
                ],
                "12:00-12:20 x1, 13:00-13:20 x1, 14:00-14:20 x1"
            },
            {
                "what ended before the page came was an incident without length",
                ["12:09 fires A@12:00", "12:20 resolved A@12:00-12:05"],
                "12:09-12:09 x1"
            },
            {
                "what is told again is no page, whether a repeat, a retry or the other replica",
                [
                    "12:00 fires A@12:00",
                    "12:00 fires A@12:00",
                    "12:00:15 fires A@12:00",
                    "16:00 fires A@12:00",
                    "16:10 resolved A@12:00-16:09",
                    "16:10:15 resolved A@12:00-16:09",
                ],
                "12:00-16:09 x1"
            },
            {
                "alerts that join are onsets and no page, each once",
                [
                    "12:00 fires A@12:00",
                    "12:05 fires A@12:00 B@12:04",
                    "12:10 fires A@12:00 B@12:04",
                    "12:15 fires B@12:04 A@12:00-12:12",
                    "12:20 fires B@12:04 C@12:19",
                    "12:30 resolved B@12:04-12:29 C@12:19-12:28",
                ],
                "12:00-12:29 x3"
            },
            {
                "an alert that comes back in an open group began once",
                ["12:00 fires A@12:00", "12:05 fires B@12:04 A@12:00-12:03", "12:10 fires A@12:09"],
                "12:00- x2"
            },
            {
                "an alert that is only told of once resolved was never heard to fire",
                ["12:00 fires A@12:00 B@11:50-11:59"],
                "12:00- x1"
            },
            {
                "a page after the close is another page, however soon",
                [
                    "12:00 fires A@12:00",
                    "12:20 resolved A@12:00-12:15",
                    "12:21 fires A@12:15",
                    "12:25 resolved A@12:15-12:24",
                ],
                "12:00-12:15 x1, 12:21-12:24 x1"
            },
            {
                "what fires late but began before the close is a duplicate",
                [
                    "12:00 fires A@12:00",
                    "12:20 resolved A@12:00-12:15",
                    "12:25 fires A@12:14:59",
                    "12:25 fires A@12:00",
                ],
                "12:00-12:15 x1"
            },
            {
                "nor does it add to the incident after it",
                [
                    "12:00 fires A@12:00 B@12:00",
                    "12:20 resolved A@12:00-12:15 B@12:00-12:15",
                    "12:21 fires A@12:15",
                    "12:22 fires A@12:00 B@12:00",
                ],
                "12:00-12:15 x2, 12:21- x1"
            },
            {
                "but not when one of its alerts began since",
                [
                    "12:00 fires A@12:00",
                    "12:20 resolved A@12:00-12:15",
                    "12:21 fires A@12:00 B@12:15",
                ],
                "12:00-12:15 x1, 12:21- x2"
            },
            {
                "nor longer after the close than Alertmanager tries",
                ["12:00 fires A@12:00", "12:20 resolved A@12:00-12:15", "12:25:01 fires A@12:00"],
                "12:00-12:15 x1, 12:25:01- x1"
            },
            {
                "nor in another group",
                ["12:00 fires A@12:00", "12:20 resolved A@12:00-12:15", "h 12:21 fires A@12:00"],
                "12:00-12:15 x1, 12:21- x1"
            },
            {
                "the last of two closes counts",
                [
                    "12:00 fires A@12:00",
                    "12:02 resolved A@12:00-12:01",
                    "12:03 fires A@12:02:30",
                    "12:05 resolved A@12:02:30-12:04",
                    "12:06 fires A@12:02:30",
                ],
                "12:00-12:01 x1, 12:03-12:04 x1"
            },
            {
                "a late resolve does not close what began after it",
                [
                    "12:00 fires A@12:00",
                    "12:20 resolved A@12:00-12:15",
                    "12:21 fires A@12:15",
                    "12:22 resolved A@12:00-12:15",
                    "12:30 fires A@12:15",
                    "12:40 resolved A@12:15-12:39",
                ],
                "12:00-12:15 x1, 12:21-12:39 x1"
            },
            {
                "a resolve that ends later than the group began closes it",
                ["12:00 fires A@12:00", "12:20 resolved A@12:00-12:00:01"],
                "12:00-12:00:01 x1"
            },
            {
                "a late resolve of which an end is not said closes",
                ["12:00 fires A@12:00", "12:20 resolved A@11:00-11:30 B@11:00-?"],
                "12:00-12:20 x1"
            },
            { "a resolve of what nobody knows is nothing", ["12:00 resolved A@11:00-11:30"], "" },
            {
                "groups are told apart",
                [
                    "12:00 fires A@12:00",
                    "h 12:01 fires A@12:00",
                    "12:20 resolved A@12:00-12:15",
                    "h 12:30 fires B@12:29",
                ],
                "12:00-12:15 x1, 12:01- x2"
            },
        };

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_has_its_pages(string why, string[] lines, string pages) =>
        Pages(Told(lines)).ShouldBe(pages, why);

    public static TheoryData<string, string[], string> Reasons() =>
        new()
        {
            {
                "what is repeated without a page before came before anybody listened",
                ["12:00 fires A@08:00 follow-up", "12:20 resolved A@08:00-12:15"],
                ""
            },
            {
                "alerts that join such a group are no page either",
                ["12:00 fires A@08:00 follow-up", "12:05 fires A@08:00 B@12:04 follow-up"],
                ""
            },
            {
                "once it has ended the next is a page",
                [
                    "12:00 fires A@08:00 follow-up",
                    "12:20 resolved A@08:00-12:15",
                    "12:30 fires A@12:29 first",
                ],
                "12:30- x1"
            },
            {
                "the first notification of what is open is a page when all of it began since: the resolve was lost",
                ["12:00 fires A@12:00 first", "13:00 fires A@12:59 first"],
                "12:00-12:00 x1, 13:00- x1"
            },
            {
                "the lost end is when the group was last heard of",
                [
                    "12:00 fires A@12:00 first",
                    "12:30 fires A@12:00 B@12:20 follow-up",
                    "13:00 fires A@12:59 first",
                ],
                "12:00-12:30 x2, 13:00- x1"
            },
            {
                "it is the other replica's when it comes within minutes",
                ["12:00 fires A@12:00 first", "12:05 fires B@12:01 first"],
                "12:00- x2"
            },
            {
                "and a page a second later",
                ["12:00 fires A@12:00 first", "12:05:01 fires B@12:01 first"],
                "12:00-12:00 x1, 12:05:01- x1"
            },
            {
                "it is an Alertmanager that lost its log when an alert of it fired before",
                ["12:00 fires A@12:00 first", "13:00 fires A@12:00 B@12:59 first"],
                "12:00- x2"
            },
            {
                "without a reason new alerts may as well have joined",
                ["12:00 fires A@12:00", "13:00 fires B@12:59"],
                "12:00- x2"
            },
            {
                "with another reason they have joined",
                ["12:00 fires A@12:00", "13:00 fires B@12:59 follow-up"],
                "12:00- x2"
            },
            {
                "a first notification all of which is cut off says nothing new",
                ["12:00 fires A@12:00 first", "13:00 fires +1 first"],
                "12:00- x1"
            },
        };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_decides_where_it_is_said(string why, string[] lines, string pages) =>
        Pages(Told(lines)).ShouldBe(pages, why);

    [Theory]
    [InlineData("12:00 fires A@12:00 +4", 5)]
    [InlineData("12:00 fires +4", 4)]
    [InlineData("12:00 fires A@12:00 A@12:00", 1)]
    [InlineData("12:00 fires", 1)]
    public void Alerts_that_were_cut_off_are_counted(string line, int onsets) =>
        Told(line).Open.Single().Onsets.ShouldBe(onsets);

    [Fact]
    public void Fewer_alerts_than_before_take_no_onset_back() =>
        Told("12:00 fires A@12:00 +4", "12:10 fires A@12:00 B@12:00 +1")
            .Open.Single()
            .Onsets.ShouldBe(5);

    [Fact]
    public void An_incident_has_the_key_of_its_group() =>
        Told("12:00 fires A@12:00", "12:20 resolved A@12:00-12:15")
            .Incidents.ShouldBe([
                new Incident("HighLatency/g", Time("12:00"), Time("12:15"), Onsets: 1),
            ]);

    [Fact]
    public void What_is_known_reaches_from_the_first_hour_to_now_and_its_bounds_are_equal()
    {
        PageHistory history = Told(
                "12:00 fires A@12:00",
                "h 12:10 fires A@12:00",
                "h 12:30 resolved A@12:00-12:15"
            )
            .HistoryUntil(Time("14:00"));

        history.Incidents.Select(page => page.Key).ShouldBe(["HighLatency/g", "HighLatency/h"]);
        history.UpperStarts.ShouldBe([Time("12:00"), Time("12:10")]);
        history.Known.ShouldBe(new TimeRange(Time("00:00"), Time("14:00")));
        history.Covered.ShouldBe([history.Known]);
        history.Shifts.ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_known_where_the_clock_is_behind_the_state()
    {
        DateTimeOffset since = Nothing.Since;

        Nothing.HistoryUntil(since.AddHours(-1)).Known.ShouldBe(new TimeRange(since, since));
    }
}
