using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>Four weeks up to noon, of which the last three days are kept in buckets.</summary>
public sealed class ExclusionPlanTests
{
    private static readonly DateTimeOffset LongAgo = Noon - Days(10);

    [Fact]
    public void Without_exclusions_nothing_is_needed() =>
        Needed().ShouldBe(WantedDetail.None);

    [Fact]
    public void Whole_hours_need_nothing() =>
        Needed(Time(LongAgo, LongAgo + Hours(2))).ShouldBe(WantedDetail.None);

    [Fact]
    public void Bucket_edges_inside_rolled_up_hours_need_those_hours() =>
        Needed(Time(LongAgo + Minutes(30), LongAgo + Minutes(140)))
            .ShouldBe(new WantedDetail([LongAgo, LongAgo + Hours(2)], []));

    [Fact]
    public void Edges_off_the_grid_need_the_parts_of_their_buckets() =>
        Needed(Time(LongAgo + Minutes(2), LongAgo + Minutes(31)))
            .ShouldBe(
                new WantedDetail(
                    [LongAgo],
                    [
                        new EventSpan(LongAgo + Minutes(2), LongAgo + Minutes(5)),
                        new EventSpan(LongAgo + Minutes(30), LongAgo + Minutes(31)),
                    ]
                )
            );

    [Fact]
    public void A_minute_inside_a_bucket_is_one_part() =>
        Needed(Time(LongAgo + Minutes(2), LongAgo + Minutes(3)))
            .Pieces.ShouldBe([new EventSpan(LongAgo + Minutes(2), LongAgo + Minutes(3))]);

    [Fact]
    public void The_last_three_days_need_parts_but_no_hours()
    {
        WantedDetail needed = Needed(Time(Noon - Minutes(88), Noon - Minutes(30)));

        needed.Hours.ShouldBeEmpty();
        needed.Pieces.ShouldBe([new EventSpan(Noon - Minutes(88), Noon - Minutes(85))]);
    }

    [Fact]
    public void An_hour_is_needed_two_hours_before_it_is_rolled_up()
    {
        DateTimeOffset floor = Noon - Days(3);

        Needed(Time(floor + Minutes(70), floor + Minutes(80)))
            .Hours.ShouldBe([floor + Hours(1)]);
        Needed(Time(floor + Minutes(130), floor + Minutes(140))).Hours.ShouldBeEmpty();
    }

    [Fact]
    public void What_has_not_come_yet_and_what_left_the_window_is_not_needed() =>
        Needed(
                Time(Noon + Minutes(2), Noon + Minutes(12)),
                Time(Noon - Days(29), Noon - Days(29) + Minutes(7))
            )
            .ShouldBe(WantedDetail.None);

    [Fact]
    public void An_exclusion_under_way_needs_the_part_at_its_start_alone() =>
        Needed(Time(Noon - Minutes(13), Noon + Hours(2)))
            .Pieces.ShouldBe([new EventSpan(Noon - Minutes(13), Noon - Minutes(10))]);

    [Fact]
    public void Two_exceptions_that_overlap_need_what_each_takes_by_itself() =>
        Needed(
                Time(LongAgo, LongAgo + Minutes(63), "one"),
                Time(LongAgo + Minutes(62), LongAgo + Hours(2), "other")
            )
            .ShouldBe(
                new WantedDetail(
                    [LongAgo + Hours(1)],
                    [
                        new EventSpan(LongAgo + Hours(1), LongAgo + Minutes(63)),
                        new EventSpan(LongAgo + Minutes(62), LongAgo + Minutes(65)),
                    ]
                )
            );

    [Fact]
    public void A_young_calendar_period_needs_the_burn_windows_before_it()
    {
        var span = new WindowSpan(Noon - Hours(1), Noon, Noon + Days(6));

        ExclusionPlan
            .Needed([Time(Noon - Days(2) - Minutes(3), Noon - Days(2))], span, Noon - Days(3))
            .Pieces.Count.ShouldBe(1);
    }

    [Fact]
    public void An_hour_more_is_put_in_its_place_and_asked_for_once()
    {
        WantedDetail wanted = new([LongAgo], []);

        wanted.With(null).ShouldBe(wanted);
        wanted.With(LongAgo).ShouldBe(wanted);
        wanted.With(LongAgo - Hours(1)).Hours.ShouldBe([LongAgo - Hours(1), LongAgo]);
    }

    private static ExcludedTime Time(
        DateTimeOffset start,
        DateTimeOffset end,
        string name = "patch"
    ) => new(name, start, end);

    private static WantedDetail Needed(params ExcludedTime[] excluded) =>
        ExclusionPlan.Needed(excluded, FourWeeks.SpanAt(Noon), Noon - Days(3));
}
