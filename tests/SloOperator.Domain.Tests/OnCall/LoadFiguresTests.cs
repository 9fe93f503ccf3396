using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class LoadFiguresTests : LoadScenario
{
    [Fact]
    public void A_page_belongs_to_the_window_that_contains_its_start()
    {
        Page(On(15, 23, 59), minutes: 20);
        Page(On(16));
        Page(On(19, 23, 59), minutes: 20);
        Page(On(20));

        Figures().ByHours.Total.ShouldBe(2);
        Figures().Window.ShouldBe(new TimeRange(On(16), On(20)));
    }

    [Fact]
    public void Pages_are_counted_by_what_they_interrupt()
    {
        Page(On(16, 12));
        Page(On(16, 20));
        Page(On(16, 21));
        Page(On(17, 3));
        Shifts = [.. Shifts.Where(shift => shift.Start != On(18))];
        Page(On(18, 12));

        Figures().ByHours.ShouldBe(new HoursCounts(1, 2, 1, 1));
    }

    [Fact]
    public void Incidents_per_12_hours_are_those_of_shifts_over_the_hours_covered()
    {
        Page(On(16, 12));
        Page(On(17, 12));
        Page(On(18, 12));
        Figures()[LoadMetric.IncidentsPer12h].ShouldBe(0.375m);

        // Of 96 hours on call, data cover 72.
        CoveredOnly(new TimeRange(On(1), On(16, 12)), new TimeRange(On(17, 12), On(20)));
        Figures()[LoadMetric.IncidentsPer12h].ShouldBe(0.5m);
    }

    [Fact]
    public void Pages_that_nobody_was_on_shift_for_are_not_in_the_rate()
    {
        Shifts = [new("ann", On(16), On(17))];
        Page(On(16, 12));
        Page(On(18, 12));

        Figures()[LoadMetric.IncidentsPer12h].ShouldBe(0.5m);
    }

    [Fact]
    public void Without_shifts_there_is_nothing_to_divide_by()
    {
        Shifts = [];
        Page(On(18, 12));

        LoadFigures figures = Figures();

        figures[LoadMetric.IncidentsPer12h].ShouldBeNull();
        figures[LoadMetric.ShiftsOverBudget].ShouldBeNull();
        figures[LoadMetric.SleepPagesPerShift].ShouldBeNull();
        figures[LoadMetric.OnCallShare].ShouldBeNull();
        figures[LoadMetric.AlertsPerIncident].ShouldBe(1m);
        figures.ByHours.Uncovered.ShouldBe(1);
        figures.Current.ShouldBeNull();
        figures.LongestShift.ShouldBeNull();
        figures.Members.ShouldBe(0);
    }

    [Fact]
    public void Without_pages_shares_of_pages_are_not_known_and_rates_are_zero()
    {
        LoadFigures figures = Figures();

        figures[LoadMetric.AlertsPerIncident].ShouldBeNull();
        figures[LoadMetric.TransientShare].ShouldBeNull();
        figures[LoadMetric.MedianRestoreMinutes].ShouldBeNull();
        figures[LoadMetric.IncidentsPer12h].ShouldBe(0m);
        figures[LoadMetric.OffHoursPerResponder30d].ShouldBe(0m);
        figures[LoadMetric.RepeatsPer7d].ShouldBe(0m);
        figures.TopRepeats.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(9, 1)]
    public void A_shift_is_over_budget_with_more_than_its_length_allows(int pages, int over)
    {
        // Two per 12 hours are eight in 48.
        foreach (int hour in Enumerable.Range(0, pages))
        {
            Page(On(16, hour));
        }

        Figures()[LoadMetric.ShiftsOverBudget].ShouldBe(over / 2m);
    }

    [Fact]
    public void Shifts_that_are_not_wholly_in_the_window_are_not_completed()
    {
        Shifts =
        [
            new("ann", On(15), On(17)),
            new("bob", On(17), On(19)),
            new("ann", On(19), On(21)),
        ];
        Page(On(16, 3));
        Page(On(17, 3));
        Page(On(18, 3));
        Page(On(19, 3));

        // ann's first began before the window, her second ends after it.
        Figures()[LoadMetric.SleepPagesPerShift].ShouldBe(2m);
    }

    [Fact]
    public void A_shift_that_fills_the_window_exactly_is_completed()
    {
        Shifts = [new("ann", On(16), On(20))];
        Page(On(17, 3));

        Figures()[LoadMetric.SleepPagesPerShift].ShouldBe(1m);
    }

    [Fact]
    public void Off_hours_are_those_of_whoever_was_paged_most_in_30_days()
    {
        Page(On(8, 20));
        Page(On(9, 3));
        Page(On(9, 12));
        Page(On(10, 20));
        Page(On(18, 20), responder: "ann");

        Figures()[LoadMetric.OffHoursPerResponder30d].ShouldBe(3m);
    }

    [Fact]
    public void Alerts_per_incident_are_onsets_over_incidents()
    {
        Page(On(16, 12), onsets: 4);
        Page(On(17, 12), onsets: 1);

        Figures()[LoadMetric.AlertsPerIncident].ShouldBe(2.5m);
    }

    [Fact]
    public void A_page_of_less_than_five_minutes_is_transient_unless_it_is_open()
    {
        Page(On(16, 12), minutes: 4);
        Page(On(17, 12), minutes: 5);
        StillOpen(On(19, 23, 58));

        Figures()[LoadMetric.TransientShare].ShouldBe(1m / 3);
    }

    [Fact]
    public void The_most_frequent_key_counts_how_often_it_opened_again_within_seven_days()
    {
        Page(On(8, 23, 50), "db", minutes: 10);
        Page(On(16), "db", minutes: 10);
        Page(On(9), "api", minutes: 10);
        Page(On(16, 0, 10), "api");
        Page(On(17), "api");
        Page(On(18), "web");

        Figures()[LoadMetric.RepeatsPer7d].ShouldBe(2m);
    }

    [Fact]
    public void A_key_that_opens_again_a_moment_after_seven_days_is_no_repeat()
    {
        Page(On(9), "api", minutes: 10);
        Page(On(16, 0, 11), "api");

        Figures()[LoadMetric.RepeatsPer7d].ShouldBe(0m);
    }

    [Fact]
    public void Top_repeats_are_the_five_most_frequent_of_the_window()
    {
        foreach (string key in (string[])["f", "e", "d", "c", "b", "a"])
        {
            Page(On(16, 1), key, minutes: 1);
            Page(On(16, 2), key);
        }

        Page(On(16, 3), "f", minutes: 4);
        Page(On(16, 4), "once");
        Page(On(15, 4), "once");

        Figures()
            .TopRepeats.ShouldBe([
                new("f", 3, 2),
                new("a", 2, 1),
                new("b", 2, 1),
                new("c", 2, 1),
                new("d", 2, 1),
            ]);
    }

    [Fact]
    public void On_call_share_is_the_largest_part_of_the_window_that_one_member_had()
    {
        Shifts = [new("ann", On(15), On(19)), new("bob", On(19), On(22))];

        Figures()[LoadMetric.OnCallShare].ShouldBe(0.75m);
        Figures().LongestShift.ShouldBe(TimeSpan.FromDays(4));
        Figures().Members.ShouldBe(2);
    }

    [Fact]
    public void Overlapping_shifts_of_one_member_are_one_time_on_call()
    {
        Shifts = [new("ann", On(16), On(18)), new("ann", On(17), On(19))];

        Figures()[LoadMetric.OnCallShare].ShouldBe(0.75m);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 0.5)]
    [InlineData(5, 0.2)]
    public void Of_a_rotation_on_call_share_is_that_of_a_whole_round(int members, double share)
    {
        // Two days of a round of two are half of the window; those of five are no less of it, but a fifth of their round.
        Schedule = new DailyRotation(
            NodaTime.DateTimeZone.Utc,
            NodaTime.LocalTime.Midnight,
            new NodaTime.LocalDate(2026, 1, 1),
            [.. Enumerable.Range(0, members).Select(i => $"m{i}")]
        );

        Figures()[LoadMetric.OnCallShare].ShouldBe((decimal)share);
    }

    [Theory]
    [InlineData(new[] { 30, 10, 20 }, 20)]
    [InlineData(new[] { 30, 10 }, 20)]
    [InlineData(new[] { 7 }, 7)]
    public void The_median_is_in_the_middle_of_those_that_ended(int[] minutes, int median)
    {
        foreach ((int length, int index) in minutes.Select((length, index) => (length, index)))
        {
            Page(On(16, index), minutes: length);
        }

        StillOpen(On(19, 12));

        Figures()[LoadMetric.MedianRestoreMinutes].ShouldBe(median);
    }

    [Fact]
    public void The_current_shift_has_the_pages_since_it_began()
    {
        Shifts = [new("ann", On(18), On(22))];
        Page(On(17, 23));
        Page(On(18, 1));
        Page(On(19, 1));

        Figures().Current.ShouldBe(new ShiftLoad(new Shift("ann", On(18), On(22)), 2));
    }

    [Fact]
    public void Coverage_is_the_share_of_the_window_that_data_cover()
    {
        CoveredOnly(new TimeRange(On(10), On(17)), new TimeRange(On(18), On(19)));

        Figures().Coverage.ShouldBe(0.5m);
    }
}
