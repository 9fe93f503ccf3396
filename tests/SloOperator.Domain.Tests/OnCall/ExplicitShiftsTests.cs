using SloOperator.Domain.OnCall;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class ExplicitShiftsTests
{
    private static readonly Shift First = Of("b", 1, 2);
    private static readonly Shift Second = Of("a", 2, 4);
    private static readonly Shift AfterAGap = Of("b", 6, 8);

    private static readonly ExplicitShifts Plan = new([AfterAGap, First, Second]);

    [Theory]
    [InlineData("2026-01-01T23:59:59.9999999Z", "b")]
    [InlineData("2026-01-02T00:00:00.0000000Z", "a")]
    [InlineData("2026-01-03T23:59:59.9999999Z", "a")]
    [InlineData("2026-01-04T00:00:00.0000000Z", null)]
    [InlineData("2026-01-05T23:59:59.9999999Z", null)]
    [InlineData("2026-01-06T00:00:00.0000000Z", "b")]
    public void Whoever_is_on_shift_is_paged_and_nobody_in_a_gap(string at, string? member) =>
        (Plan.At(At(at))?.Member).ShouldBe(member);

    [Fact]
    public void Shifts_are_sorted_and_whole() =>
        Plan.Between(new(Day(3), Day(7))).ShouldBe([Second, AfterAGap]);

    [Fact]
    public void A_shift_that_ends_where_the_range_begins_is_not_in_it() =>
        Plan.Between(new(Day(2), Day(6))).ShouldBe([Second]);

    [Fact]
    public void Of_shifts_that_overlap_both_are_given_and_the_first_to_begin_is_paged()
    {
        Shift other = Of("c", 3, 5);
        var plan = new ExplicitShifts([other, Second]);

        plan.Between(new(Day(3), Day(4))).ShouldBe([Second, other]);
        plan.At(Day(3)).ShouldBe(Second);
    }

    [Fact]
    public void Shifts_that_begin_together_are_sorted_by_their_ends_and_then_by_member() =>
        new ExplicitShifts([Of("c", 1, 3), Of("b", 1, 2), Of("a", 1, 3)])
            .Shifts.Select(shift => shift.Member)
            .ShouldBe(["b", "a", "c"]);

    [Fact]
    public void A_shift_without_time_is_left_out() =>
        new ExplicitShifts([Of("a", 2, 2), Of("a", 3, 1), First]).Shifts.ShouldBe([First]);

    [Fact]
    public void An_empty_range_holds_no_shift() =>
        Plan.Between(new(Day(3), Day(3))).ShouldBeEmpty();

    [Fact]
    public void Members_are_named_once_in_the_order_of_their_first_shifts() =>
        Plan.Members.ShouldBe(["b", "a"]);

    private static Shift Of(string member, int from, int to) => new(member, Day(from), Day(to));

    private static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
}
