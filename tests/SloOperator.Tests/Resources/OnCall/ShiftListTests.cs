using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using static SloOperator.Tests.Resources.OnCall.WrittenPolicy;

namespace SloOperator.Tests.Resources.OnCall;

public sealed class ShiftListTests
{
    private const string Shifts = "spec.schedule.shifts";

    [Fact]
    public void Shifts_may_touch_leave_gaps_and_stand_in_any_order() =>
        Problems(
                Listed(
                    ("b", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"),
                    ("a", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
                    ("a", "2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z")
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public void Shifts_that_touch_in_different_offsets_do_not_overlap() =>
        Problems(
                Listed(
                    ("a", "2026-01-01T00:00:00+01:00", "2026-01-02T01:00:00+01:00"),
                    ("b", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public void An_overlap_names_both_shifts() =>
        Problems(
                Listed(
                    ("b", "2026-01-01T23:59:59Z", "2026-01-03T00:00:00Z"),
                    ("a", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
                )
            )
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.schedule.shifts[0]: begins before shifts[1] ends; shifts may not overlap, for one person is the first to be paged"
            );

    [Fact]
    public void A_long_shift_overlaps_all_that_begin_within_it() =>
        Problems(
                Listed(
                    ("a", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z"),
                    ("b", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"),
                    ("c", "2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z")
                )
            )
            .Select(problem => (problem.Path, problem.Message[..29]))
            .ShouldBe([
                ($"{Shifts}[1]", "begins before shifts[0] ends;"),
                ($"{Shifts}[2]", "begins before shifts[0] ends;"),
            ]);

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", true)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:30:00+01:00", false)]
    [InlineData("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", false)]
    public void A_shift_ends_after_it_starts(string start, string end, bool valid) =>
        IsValid(Listed(("a", start, end)), $"{Shifts}[0]").ShouldBe(valid);

    [Fact]
    public void A_shift_that_ends_before_it_starts_is_quoted() =>
        Problems(Listed(("a", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.schedule.shifts[0]: ends at \"2026-01-01T00:00:00Z\", which is not after its start \"2026-01-02T00:00:00Z\"; write an end after the start"
            );

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", true)]
    [InlineData("2026-01-01T00:00:00.123456789Z", true)]
    [InlineData("2026-01-01T00:00:00+05:30", true)]
    [InlineData("2026-01-01T00:00:00-15:00", true)]
    [InlineData("2026-01-01T00:00:00", false)]
    [InlineData("2026-01-01", false)]
    [InlineData("2026-01-01T00:00Z", false)]
    [InlineData("2026-01-01 00:00:00Z", false)]
    [InlineData("2026-01-01t00:00:00z", false)]
    [InlineData("2026-02-29T00:00:00Z", false)]
    [InlineData("2026-01-01T24:00:00Z", false)]
    [InlineData("2026-01-01T00:00:60Z", false)]
    [InlineData("2026-01-01T00:00:00+24:00", false)]
    [InlineData("1026-01-01T00:00:00Z", false)]
    [InlineData("", false)]
    public void Times_are_RFC_3339_with_an_offset(string start, bool valid) =>
        IsValid(Listed(("a", start, "2026-06-01T00:00:00Z")), $"{Shifts}[0].start").ShouldBe(valid);

    [Theory]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(0, false)]
    [InlineData(1001, false)]
    public void There_are_1_to_1000_shifts(int count, bool valid)
    {
        var first = new DateOnly(2026, 1, 1);

        IsValid(
                Listed([
                    .. Enumerable
                        .Range(0, count)
                        .Select(i =>
                            (
                                "a",
                                $"{first.AddDays(i):yyyy-MM-dd}T00:00:00Z",
                                $"{first.AddDays(i + 1):yyyy-MM-dd}T00:00:00Z"
                            )
                        ),
                ]),
                Shifts
            )
            .ShouldBe(valid);
    }

    [Fact]
    public void Both_a_rotation_and_shifts_are_refused() =>
        Problems(
                WithHours(
                    "shifts: [{member: a, start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z'}]"
                )
            )
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("spec.schedule: has both rotation and shifts; remove one");

    [Fact]
    public void An_empty_entry_in_the_list_is_told_and_not_fatal() =>
        Problems(WithSchedule("shifts: [null]"))
            .ShouldHaveSingleItem()
            .Path.ShouldBe($"{Shifts}[0]");

    [Fact]
    public void Zones_are_of_members_of_the_shifts()
    {
        IReadOnlyList<Problem> problems = Problems(
            WithSchedule(
                "shifts: [{member: a, start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z'}], memberTimeZones: {a: UTC, b: UTC}"
            )
        );

        problems.ShouldHaveSingleItem().Path.ShouldBe("spec.schedule.memberTimeZones[\"b\"]");
    }

    private static OnCallPolicy Listed(
        params IReadOnlyList<(string Member, string Start, string End)> shifts
    ) =>
        WithSchedule(
            $"shifts: [{string.Join(", ", shifts.Select(each => $"{{member: {each.Member}, start: '{each.Start}', end: '{each.End}'}}"))}]"
        );
}
