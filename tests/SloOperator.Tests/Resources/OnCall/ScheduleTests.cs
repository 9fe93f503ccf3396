using static SloOperator.Tests.Resources.OnCall.WrittenPolicy;

namespace SloOperator.Tests.Resources.OnCall;

public sealed class ScheduleTests
{
    private const string Schedule = "spec.schedule";
    private const string Rotation = $"{Schedule}.rotation";

    [Theory]
    [InlineData(Alerts)]
    [InlineData(Webhook)]
    public void Without_a_pager_a_schedule_is_needed_and_the_problem_says_what_to_write(
        string source
    ) =>
        Problems(With($"source: {source}", "schedule: {timeZone: UTC}"))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.schedule: has neither rotation nor shifts; write timeZone and one of rotation and shifts: without them no page belongs to anybody's shift (only a pager has a schedule of its own)"
            );

    [Theory]
    [InlineData(Pager, "write its timeZone")]
    [InlineData(Alerts, "write timeZone and one of rotation and shifts")]
    public void A_missing_schedule_is_one_problem(string source, string advice)
    {
        string message = Problems(Written.Policy($"team: a\nsource: {source}"))
            .ShouldHaveSingleItem()
            .ToString();

        message.ShouldStartWith($"spec.schedule: is missing; {advice}");
    }

    [Theory]
    [InlineData("Europe/London", true)]
    [InlineData("UTC", true)]
    [InlineData("Europe/Bern", false)]
    [InlineData("GMT+1", false)]
    [InlineData("", false)]
    public void Zones_are_of_the_IANA_database(string zone, bool valid) =>
        IsValid(With($"schedule: {{timeZone: '{zone}', {Weekly}}}"), $"{Schedule}.timeZone")
            .ShouldBe(valid);

    [Theory]
    [InlineData("Weekly", "Mon 09:00", true)]
    [InlineData("Weekly", "Sun 00:00", true)]
    [InlineData("Weekly", "Sat 23:59", true)]
    [InlineData("Weekly", "09:00", false)]
    [InlineData("Weekly", "mon 09:00", false)]
    [InlineData("Weekly", "Monday 09:00", false)]
    [InlineData("Weekly", "Mon 9:00", false)]
    [InlineData("Weekly", "Mon  09:00", false)]
    [InlineData("Weekly", "Mon 24:00", false)]
    [InlineData("Weekly", "", false)]
    [InlineData("Daily", "09:00", true)]
    [InlineData("Daily", "Mon 09:00", false)]
    [InlineData("Daily", "09:60", false)]
    [InlineData("Daily", "09:00:00", false)]
    [InlineData("Daily", "9am", false)]
    public void Handoffs_fit_their_rotation(string type, string handoff, bool valid) =>
        IsValid(
                WithSchedule(
                    $"rotation: {{type: {type}, handoff: '{handoff}', start: '2026-01-05', members: [a]}}"
                ),
                $"{Rotation}.handoff"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("2026-01-05", true)]
    [InlineData("2028-02-29", true)]
    [InlineData("2000-01-01", true)]
    [InlineData("2999-12-31", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-13-01", false)]
    [InlineData("1999-12-31", false)]
    [InlineData("3000-01-01", false)]
    [InlineData("2026-1-5", false)]
    [InlineData("2026-01-05T00:00:00Z", false)]
    [InlineData("", false)]
    public void Rotations_start_on_a_day_of_the_calendar(string start, bool valid) =>
        IsValid(
                WithSchedule(
                    $"rotation: {{type: Daily, handoff: '09:00', start: '{start}', members: [a]}}"
                ),
                $"{Rotation}.start"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData(1, true)]
    [InlineData(50, true)]
    [InlineData(0, false)]
    [InlineData(51, false)]
    public void Rotations_have_1_to_50_members(int count, bool valid) =>
        IsValid(
                WithSchedule(
                    $"rotation: {{type: Daily, handoff: '09:00', start: '2026-01-05', members: [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"m{i}"))}]}}"
                ),
                $"{Rotation}.members"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("ann@shop.example", true)]
    [InlineData("Åsa Öberg", true)]
    [InlineData("ann", false)]
    [InlineData(" bob", false)]
    [InlineData("bob ", false)]
    [InlineData("b\\tb", false)]
    [InlineData("", false)]
    public void Members_are_names_and_nobody_is_two_of_them(string second, bool valid) =>
        IsValid(
                WithSchedule(
                    $"rotation: {{type: Daily, handoff: '09:00', start: '2026-01-05', members: [ann, \"{second}\"]}}"
                ),
                $"{Rotation}.members[1]"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("ann: America/New_York, bob: UTC", true)]
    [InlineData("carol: America/New_York", false)]
    [InlineData("Ann: America/New_York", false)]
    public void Zones_are_of_members_of_the_rotation(string zones, bool valid) =>
        (Problems(WithHours($"memberTimeZones: {{{zones}}}")).Count == 0).ShouldBe(valid);

    [Fact]
    public void An_unknown_member_is_named() =>
        Problems(WithHours("memberTimeZones: {carol: UTC}"))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.schedule.memberTimeZones[\"carol\"]: is the zone of nobody in the schedule; correct the name or remove the entry"
            );

    [Fact]
    public void Members_that_only_the_pager_knows_may_have_zones() =>
        Problems(
                With(
                    $"source: {Pager}",
                    "schedule: {timeZone: UTC, memberTimeZones: {carol: America/New_York}}"
                )
            )
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Mon-Fri", true)]
    [InlineData("Mon,Wed,Fri", true)]
    [InlineData("Sun-Thu", true)]
    [InlineData("Mon-Wed,Sat", true)]
    [InlineData("Mon-Sun", true)]
    [InlineData("Mon,Tue,Wed,Thu,Fri,Sat,Sun", true)]
    [InlineData("Mon-Fri,Wed", false)]
    [InlineData("Mon-Mon", false)]
    [InlineData("Mon,Mon", false)]
    [InlineData("mon-fri", false)]
    [InlineData("Monday", false)]
    [InlineData("Mon - Fri", false)]
    [InlineData("Mon, Tue", false)]
    [InlineData("Mon-Wed-Fri", false)]
    [InlineData("Mon,", false)]
    [InlineData("", false)]
    public void Working_days_are_days_and_ranges_each_day_once(string days, bool valid) =>
        IsValid(WithHours($"workingHours: {{days: '{days}'}}"), $"{Schedule}.workingHours.days")
            .ShouldBe(valid);

    [Theory]
    [InlineData("start: '22:00', end: '06:00'", true)]
    [InlineData("start: '00:00', end: '23:59'", true)]
    [InlineData("end: '08:01'", true)]
    [InlineData("start: '09:00', end: '09:00'", false)]
    [InlineData("start: '18:00'", false)]
    [InlineData("end: '08:00'", false)]
    public void Hours_that_end_when_they_start_make_no_sense(string hours, bool valid) =>
        IsValid(WithHours($"workingHours: {{{hours}}}"), $"{Schedule}.workingHours")
            .ShouldBe(valid);

    [Theory]
    [InlineData("23:59", true)]
    [InlineData("00:00", true)]
    [InlineData("24:00", false)]
    [InlineData("7:00", false)]
    [InlineData("07.00", false)]
    [InlineData("07:00:00", false)]
    [InlineData("7pm", false)]
    [InlineData("", false)]
    public void Times_of_day_are_HH_mm(string start, bool valid) =>
        IsValid(WithHours($"sleepHours: {{start: '{start}'}}"), $"{Schedule}.sleepHours.start")
            .ShouldBe(valid);

    [Theory]
    [InlineData("2026-12-26", true)]
    [InlineData("2026-12-25", false)]
    [InlineData("2026-11-31", false)]
    [InlineData("26 Dec", false)]
    public void Holidays_are_days_of_the_calendar_each_once(string second, bool valid) =>
        IsValid(WithHours($"holidays: ['2026-12-25', '{second}']"), $"{Schedule}.holidays[1]")
            .ShouldBe(valid);

    [Theory]
    [InlineData(366, true)]
    [InlineData(367, false)]
    public void Holidays_are_at_most_366(int count, bool valid)
    {
        IEnumerable<string> dates = Enumerable
            .Range(0, count)
            .Select(i => $"'{new DateOnly(2026, 1, 1).AddDays(i):yyyy-MM-dd}'");

        IsValid(WithHours($"holidays: [{string.Join(", ", dates)}]"), $"{Schedule}.holidays")
            .ShouldBe(valid);
    }
}
