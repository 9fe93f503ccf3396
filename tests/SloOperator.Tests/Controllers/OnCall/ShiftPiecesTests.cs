using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>Hours of one day; the last answer begins at 12.</summary>
public sealed class ShiftPiecesTests
{
    [Fact]
    public void Of_a_shift_without_end_the_pieces_are_one_shift() =>
        Join([At("ann", 0, 12)], [At("ann", 12, 13)]).ShouldBe([At("ann", 0, 13)]);

    [Fact]
    public void A_piece_that_reaches_into_the_new_answer_is_continued_by_it() =>
        Join([At("ann", 0, 15)], [At("ann", 12, 16)]).ShouldBe([At("ann", 0, 16)]);

    [Fact]
    public void A_shift_that_is_told_whole_again_is_there_once() =>
        Join([At("ann", 8, 18)], [At("ann", 8, 18)]).ShouldBe([At("ann", 8, 18)]);

    [Fact]
    public void A_shift_that_was_given_to_another_ends_where_the_answer_begins() =>
        Join([At("ann", 8, 18)], [At("bob", 12, 18)])
            .ShouldBe([At("ann", 8, 12), At("bob", 12, 18)]);

    [Fact]
    public void What_lies_before_the_answer_stays() =>
        Join([At("ann", 0, 4), At("bob", 4, 12)], [At("ann", 12, 20)])
            .ShouldBe([At("ann", 0, 4), At("bob", 4, 12), At("ann", 12, 20)]);

    [Fact]
    public void What_was_told_of_the_time_after_it_begins_is_replaced() =>
        Join([At("bob", 14, 18)], [At("ann", 12, 20)]).ShouldBe([At("ann", 12, 20)]);

    private static IReadOnlyList<Shift> Join(IEnumerable<Shift> kept, Shift[] answered) =>
        ShiftPieces.Join(kept, answered, Given.At("2026-11-20T12:00:00Z"));

    private static Shift At(string member, int from, int to) =>
        new(
            member,
            Given.At("2026-11-20T00:00:00Z").AddHours(from),
            Given.At("2026-11-20T00:00:00Z").AddHours(to)
        );
}
