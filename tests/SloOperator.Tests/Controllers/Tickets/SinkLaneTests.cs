using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class SinkLaneTests : IDisposable
{
    private readonly ManualTimeProvider _time = new(TicketScenario.Start);
    private readonly List<string> _ready = [];
    private readonly List<SinkLane> _lanes = [];

    public void Dispose() => _lanes.ForEach(lane => lane.Dispose());

    [Fact]
    public void Turns_are_evenly_spaced_and_go_to_the_most_urgent_that_waits()
    {
        SinkLane lane = Lane(perMinute: 60);
        Take(lane, "first", TicketPriority.P4).ShouldBeTrue();
        Take(lane, "late", TicketPriority.P3).ShouldBeFalse();
        Take(lane, "urgent", TicketPriority.P1).ShouldBeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(999));
        _ready.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _ready.ShouldBe(["urgent"]);
        _time.Advance(TimeSpan.FromSeconds(1));

        _ready.ShouldBe(["urgent", "late"]);
    }

    [Fact]
    public void A_turn_is_held_until_it_is_used()
    {
        SinkLane lane = Lane(perMinute: 60);
        Take(lane, "a").ShouldBeTrue();

        Take(lane, "a").ShouldBeTrue();
        lane.Use(Key("a"));

        Take(lane, "a").ShouldBeFalse();
    }

    [Fact]
    public void A_turn_that_is_given_back_goes_to_the_next()
    {
        SinkLane lane = Lane(perMinute: 60);
        Take(lane, "a").ShouldBeTrue();
        Take(lane, "b").ShouldBeFalse();

        lane.Leave(Key("a"));
        _time.Advance(TimeSpan.FromMilliseconds(1));

        _ready.ShouldBe(["b"]);
    }

    [Fact]
    public void Who_leaves_is_not_told()
    {
        SinkLane lane = Lane(perMinute: 60);
        Take(lane, "a");
        Take(lane, "b");

        lane.Leave(Key("b"));
        _time.Advance(TimeSpan.FromMinutes(1));

        _ready.ShouldBeEmpty();
    }

    [Fact]
    public void In_no_hour_are_there_more_turns_than_the_hour_allows()
    {
        SinkLane lane = Lane(perMinute: 60, perHour: 3);
        foreach (string name in (string[])["a", "b", "c", "d"])
        {
            Take(lane, name);
        }

        _time.Advance(TimeSpan.FromMinutes(59));
        _ready.ShouldBe(["b", "c"]);
        _time.Advance(TimeSpan.FromMinutes(1));

        _ready.ShouldBe(["b", "c", "d"]);
    }

    [Fact]
    public void A_sink_that_asks_for_peace_has_it_and_is_then_tried_by_one()
    {
        SinkLane lane = Lane(perMinute: 600);
        Take(lane, "a").ShouldBeTrue();
        lane.Use(Key("a"));
        lane.Rest(Key("a"), TimeSpan.FromMinutes(5));
        Take(lane, "b").ShouldBeFalse();
        Take(lane, "c").ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(299));
        _ready.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(10));
        _ready.ShouldBe(["b"]);
        lane.Use(Key("b"));
        _time.Advance(TimeSpan.FromSeconds(10));
        _ready.ShouldBe(["b"]);

        lane.Trust();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _ready.ShouldBe(["b", "c"]);
    }

    [Fact]
    public void A_turn_from_before_the_rest_is_worth_nothing_during_it()
    {
        SinkLane lane = Lane(perMinute: 600);
        Take(lane, "a").ShouldBeTrue();
        lane.Rest(Key("b"), TimeSpan.FromMinutes(5));

        Take(lane, "a").ShouldBeFalse();
    }

    [Fact]
    public void Who_waits_at_a_lane_that_ends_is_told_to_wait_elsewhere()
    {
        SinkLane lane = Lane(perMinute: 60);
        Take(lane, "a");
        Take(lane, "b");

        lane.Dispose();

        _ready.ShouldBe(["b"]);
    }

    private SinkLane Lane(int perMinute, int? perHour = null)
    {
        var lane = new SinkLane(perMinute, perHour, _time, key => _ready.Add(key.Name));
        _lanes.Add(lane);
        return lane;
    }

    private static ResourceName Key(string name) => new("ns", name);

    private static bool Take(
        SinkLane lane,
        string name,
        TicketPriority priority = TicketPriority.P2
    ) => lane.TryTake(Key(name), new TicketRank(priority, TicketScenario.Start, name));
}
