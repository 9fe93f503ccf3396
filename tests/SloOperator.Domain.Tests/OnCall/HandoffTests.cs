using NodaTime;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.OnCall.Rotations;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>Boundary instants and the last tick before each; "-" where nobody is on call.</summary>
public sealed class HandoffTests
{
    [Theory]
    // Mondays at 09:00 in London, from Monday 5 January 2026.
    [InlineData("2026-01-05T08:59:59.9999999Z", "-")]
    [InlineData("2026-01-05T09:00:00.0000000Z", "a")]
    [InlineData("2026-01-12T08:59:59.9999999Z", "a")]
    [InlineData("2026-01-12T09:00:00.0000000Z", "b")]
    // The thirteenth handoff comes an hour of the universal clock earlier: British summer time began the day before.
    [InlineData("2026-03-30T07:59:59.9999999Z", "c")]
    [InlineData("2026-03-30T08:00:00.0000000Z", "a")]
    // And back again.
    [InlineData("2026-10-26T08:59:59.9999999Z", "c")]
    [InlineData("2026-10-26T09:00:00.0000000Z", "a")]
    public void A_week_ends_at_the_next_handoff_of_the_wall_clock(string at, string member) =>
        MemberAt(Weekly("Europe/London", new(9, 0), new(2026, 1, 5)), at).ShouldBe(member);

    [Theory]
    [InlineData("2026-01-05", "2026-01-05T09:00:00Z")]
    [InlineData("2026-01-06", "2026-01-12T09:00:00Z")]
    [InlineData("2026-01-11", "2026-01-12T09:00:00Z")]
    [InlineData("2026-01-12", "2026-01-12T09:00:00Z")]
    public void The_first_week_begins_on_the_first_handoff_day_on_or_after_the_start(
        string start,
        string first
    )
    {
        LocalDate date = LocalDate.FromDateOnly(DateOnly.Parse(start));

        Weekly("Europe/London", new(9, 0), date)
            .Between(new(At("2025-12-01T00:00:00Z"), At("2026-02-01T00:00:00Z")))[0]
            .ShouldSatisfyAllConditions(
                shift => shift.Start.ShouldBe(At(first)),
                shift => shift.Member.ShouldBe("a")
            );
    }

    [Theory]
    // Daily at 01:30 in London; on 25 October 2026 the clock shows it at 00:30Z and again at 01:30Z.
    [InlineData("2026-10-24T00:29:59.9999999Z", "-")]
    [InlineData("2026-10-24T00:30:00.0000000Z", "a")]
    [InlineData("2026-10-25T00:29:59.9999999Z", "a")]
    [InlineData("2026-10-25T00:30:00.0000000Z", "b")]
    [InlineData("2026-10-25T01:29:59.9999999Z", "b")]
    [InlineData("2026-10-25T01:30:00.0000000Z", "b")]
    [InlineData("2026-10-26T01:29:59.9999999Z", "b")]
    [InlineData("2026-10-26T01:30:00.0000000Z", "c")]
    public void Of_two_equal_times_the_first_is_the_handoff(string at, string member) =>
        MemberAt(Daily("Europe/London", new(1, 30), new(2026, 10, 24)), at).ShouldBe(member);

    [Theory]
    // Daily at 01:30 in London; on 29 March 2026 the clock goes from 01:00 to 02:00 at 01:00Z.
    [InlineData("2026-03-28T01:29:59.9999999Z", "-")]
    [InlineData("2026-03-28T01:30:00.0000000Z", "a")]
    [InlineData("2026-03-29T00:59:59.9999999Z", "a")]
    [InlineData("2026-03-29T01:00:00.0000000Z", "b")]
    [InlineData("2026-03-30T00:29:59.9999999Z", "b")]
    [InlineData("2026-03-30T00:30:00.0000000Z", "c")]
    public void A_time_that_is_skipped_is_handed_off_at_the_end_of_the_gap(
        string at,
        string member
    ) => MemberAt(Daily("Europe/London", new(1, 30), new(2026, 3, 28)), at).ShouldBe(member);

    [Theory]
    // 4 October 2026: from 02:00 (+10:30) to 02:30 (+11) at 15:30Z of the day before; 02:15 is skipped.
    [InlineData(2, 15, "2026-10-03T15:29:59.9999999Z", "a")]
    [InlineData(2, 15, "2026-10-03T15:30:00.0000000Z", "b")]
    [InlineData(2, 15, "2026-10-04T15:14:59.9999999Z", "b")]
    [InlineData(2, 15, "2026-10-04T15:15:00.0000000Z", "c")]
    // 02:30 exists, and is the same moment.
    [InlineData(2, 30, "2026-10-03T15:29:59.9999999Z", "a")]
    [InlineData(2, 30, "2026-10-03T15:30:00.0000000Z", "b")]
    // 01:59 is the last minute before the gap.
    [InlineData(1, 59, "2026-10-03T15:28:59.9999999Z", "a")]
    [InlineData(1, 59, "2026-10-03T15:29:00.0000000Z", "b")]
    public void Lord_Howe_skips_half_an_hour(int hour, int minute, string at, string member) =>
        MemberAt(Daily("Australia/Lord_Howe", new(hour, minute), new(2026, 10, 3)), at)
            .ShouldBe(member);

    [Theory]
    // 5 April 2026: from 02:00 (+11) back to 01:30 (+10:30) at 15:00Z of the day before; 01:45 comes at 14:45Z and 15:15Z.
    [InlineData("2026-04-04T14:44:59.9999999Z", "a")]
    [InlineData("2026-04-04T14:45:00.0000000Z", "b")]
    [InlineData("2026-04-04T15:15:00.0000000Z", "b")]
    [InlineData("2026-04-05T15:14:59.9999999Z", "b")]
    [InlineData("2026-04-05T15:15:00.0000000Z", "c")]
    public void Lord_Howe_repeats_half_an_hour(string at, string member) =>
        MemberAt(Daily("Australia/Lord_Howe", new(1, 45), new(2026, 4, 4)), at).ShouldBe(member);

    [Theory]
    // Samoa crossed the date line: Thursday 29 December 2011 (−10) was followed by Saturday the 31st (+14) at 10:00Z of the 30th.
    [InlineData(9, "2011-12-29T18:59:59.9999999Z", "a")]
    [InlineData(9, "2011-12-29T19:00:00.0000000Z", "b")]
    [InlineData(9, "2011-12-30T09:59:59.9999999Z", "b")]
    [InlineData(9, "2011-12-30T10:00:00.0000000Z", "c")]
    [InlineData(9, "2011-12-30T18:59:59.9999999Z", "c")]
    [InlineData(9, "2011-12-30T19:00:00.0000000Z", "a")]
    // At midnight the skipped Friday has no time at all, and c no turn.
    [InlineData(0, "2011-12-29T09:59:59.9999999Z", "a")]
    [InlineData(0, "2011-12-29T10:00:00.0000000Z", "b")]
    [InlineData(0, "2011-12-30T09:59:59.9999999Z", "b")]
    [InlineData(0, "2011-12-30T10:00:00.0000000Z", "a")]
    [InlineData(0, "2011-12-31T09:59:59.9999999Z", "a")]
    [InlineData(0, "2011-12-31T10:00:00.0000000Z", "b")]
    public void Apia_skips_a_whole_day(int hour, string at, string member) =>
        MemberAt(Daily("Pacific/Apia", new(hour, 0), new(2011, 12, 28)), at).ShouldBe(member);

    [Theory]
    // On 7 November 2010 midnight came at 02:30Z; a minute later it was 23:01 of the 6th again, and midnight again at 03:30Z.
    [InlineData("2010-11-07T02:29:59.9999999Z", "a")]
    [InlineData("2010-11-07T02:30:00.0000000Z", "b")]
    [InlineData("2010-11-07T02:45:00.0000000Z", "b")]
    [InlineData("2010-11-07T03:30:00.0000000Z", "b")]
    [InlineData("2010-11-08T03:30:00.0000000Z", "c")]
    public void A_clock_that_goes_back_over_midnight_does_not_hand_the_day_back(
        string at,
        string member
    ) => MemberAt(Daily("America/St_Johns", new(0, 0), new(2010, 11, 6)), at).ShouldBe(member);

    private static string MemberAt(Domain.OnCall.ShiftPlan plan, string at) =>
        plan.At(At(at))?.Member ?? "-";
}
