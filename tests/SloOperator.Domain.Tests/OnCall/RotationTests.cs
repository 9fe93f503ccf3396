using SloOperator.Domain.OnCall;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.OnCall.Rotations;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class RotationTests
{
    private static readonly WeeklyRotation London = Weekly(
        "Europe/London",
        new(9, 0),
        new(2026, 1, 5)
    );

    [Fact]
    public void Shifts_are_whole_where_the_range_cuts_them() =>
        London
            .Between(new(At("2026-01-14T00:00:00Z"), At("2026-01-20T00:00:00Z")))
            .ShouldBe([
                new Shift("b", At("2026-01-12T09:00:00Z"), At("2026-01-19T09:00:00Z")),
                new Shift("c", At("2026-01-19T09:00:00Z"), At("2026-01-26T09:00:00Z")),
            ]);

    [Fact]
    public void A_range_from_one_handoff_to_the_next_holds_one_shift() =>
        London
            .Between(new(At("2026-01-12T09:00:00Z"), At("2026-01-19T09:00:00Z")))
            .ShouldBe([new Shift("b", At("2026-01-12T09:00:00Z"), At("2026-01-19T09:00:00Z"))]);

    [Fact]
    public void A_range_one_tick_longer_at_both_ends_holds_three() =>
        London
            .Between(new(At("2026-01-12T08:59:59.9999999Z"), At("2026-01-19T09:00:00.0000001Z")))
            .Select(shift => shift.Member)
            .ShouldBe(["a", "b", "c"]);

    [Fact]
    public void A_week_with_a_clock_change_is_an_hour_shorter_or_longer()
    {
        London.At(At("2026-03-29T12:00:00Z"))!.Range.Length.ShouldBe(Hours(167));
        London.At(At("2026-10-25T12:00:00Z"))!.Range.Length.ShouldBe(Hours(169));
        London.At(At("2026-07-01T12:00:00Z"))!.Range.Length.ShouldBe(Hours(168));
    }

    [Fact]
    public void The_days_around_a_skipped_day_share_what_is_left_of_it() =>
        Daily("Pacific/Apia", new(9, 0), new(2011, 12, 28))
            .Between(new(At("2011-12-29T19:00:00Z"), At("2011-12-30T19:00:01Z")))
            .Select(shift => (shift.Member, shift.Range.Length))
            .ShouldBe([("b", Hours(15)), ("c", Hours(9)), ("a", Hours(24))]);

    [Fact]
    public void A_shift_of_which_nothing_is_left_is_not_listed() =>
        Daily("Pacific/Apia", new(0, 0), new(2011, 12, 28))
            .Between(new(At("2011-12-29T10:00:00Z"), At("2011-12-31T10:00:00Z")))
            .Select(shift => shift.Member)
            .ShouldBe(["b", "a"]);

    [Fact]
    public void A_first_shift_that_begins_before_the_clock_goes_back_over_midnight_has_begun() =>
        Daily("America/St_Johns", new(0, 0), new(2010, 11, 7))
            .At(At("2010-11-07T02:45:00Z"))
            .ShouldBe(new Shift("a", At("2010-11-07T02:30:00Z"), At("2010-11-08T03:30:00Z")));

    [Fact]
    public void Nobody_is_on_call_before_the_start() =>
        London.Between(new(At("2020-01-01T00:00:00Z"), At("2026-01-05T09:00:00Z"))).ShouldBeEmpty();

    [Fact]
    public void Another_zone_has_its_own_handoff_of_the_same_name() =>
        Weekly("America/Chicago", new(9, 0), new(2026, 1, 5))
            .At(At("2026-01-05T15:00:00Z"))
            .ShouldBe(new Shift("a", At("2026-01-05T15:00:00Z"), At("2026-01-12T15:00:00Z")));

    [Fact]
    public void A_start_in_a_year_without_instants_is_far_away() =>
        Daily("America/Chicago", new(23, 0), new(9999, 12, 31)).At(Noon).ShouldBeNull();

    [Fact]
    public void A_start_long_ago_costs_nothing() =>
        Daily("Europe/London", new(9, 0), new(1600, 1, 1))
            .Between(new(At("2026-01-05T09:00:00Z"), At("2026-01-06T09:00:00Z")))
            // 155,598 days after the first: 51,866 rounds of three.
            .ShouldBe([new Shift("a", At("2026-01-05T09:00:00Z"), At("2026-01-06T09:00:00Z"))]);

    [Fact]
    public void An_empty_range_holds_no_shift()
    {
        London.Between(new(Noon, Noon)).ShouldBeEmpty();
        London.Between(new(Noon, Noon - Days(1))).ShouldBeEmpty();
    }

    [Fact]
    public void One_member_is_always_on_call() =>
        Weekly("Europe/London", new(9, 0), new(2026, 1, 5), "a")
            .Between(new(At("2026-01-05T09:00:00Z"), At("2026-01-26T09:00:00Z")))
            .Select(shift => shift.Member)
            .ShouldBe(["a", "a", "a"]);

    [Fact]
    public void Members_keep_the_order_of_their_turns() => London.Members.ShouldBe(["a", "b", "c"]);

    [Fact]
    public void Who_is_named_twice_takes_two_turns_in_a_round_and_is_one_member()
    {
        WeeklyRotation plan = Weekly("Europe/London", new(9, 0), new(2026, 1, 5), "aba");

        plan.Between(new(At("2026-01-05T09:00:00Z"), At("2026-02-02T09:00:00Z")))
            .Select(shift => shift.Member)
            .ShouldBe(["a", "b", "a", "a"]);
        plan.Members.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_rotation_without_members_is_refused() =>
        Should
            .Throw<ArgumentException>(() =>
                Daily("Europe/London", new(9, 0), new(2026, 1, 5), members: "")
            )
            .Message.ShouldStartWith("A rotation has at least one member.");
}
