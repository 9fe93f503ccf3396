using static SloOperator.Tests.Controllers.Rules.GivenRules;

namespace SloOperator.Tests.Controllers.Rules;

/// <summary>Rules held against histories by promtool: 1,000 requests a minute unless said, of which one in a thousand may fail.</summary>
public sealed class RuleHistoryTests
{
    private const int Hour = 60;

    [Fact]
    public async Task A_total_outage_pages_within_five_minutes_and_the_page_ends_with_it() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(
                errors: Counter.Of((6 * Hour, 0), (20, 1000), (2 * Hour, 0)),
                total: Counter.Of((9 * Hour, 1000))
            ),
            (6 * Hour, PageAlerts, 0),
            // The hour's ratio is over 0.01344 after 48 seconds, and is looked at with the next bucket; so is that of six hours, over 0.0056 after 2 minutes.
            ((6 * Hour) + 5, PageAlerts, 2),
            ((6 * Hour) + 20, PageAlerts, 2),
            // The hour still holds the outage; nothing burns in the last five minutes. Half an hour after it, the other page is over too.
            ((6 * Hour) + 26, PageAlerts, 1),
            ((6 * Hour) + 56, PageAlerts, 0)
        );

    [Fact]
    public async Task A_fast_burn_that_spends_two_percent_an_hour_pages_within_the_hour() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(
                // 2 % of the requests fail: 20 times as many as may, of which 13.44 are too many.
                errors: Counter.Of((6 * Hour, 0), (1 * Hour, 20)),
                total: Counter.Of((7 * Hour, 1000))
            ),
            // 0.02 · 40/60 = 0.01333 is below 0.01344, 0.02 · 45/60 = 0.015 above.
            ((6 * Hour) + 44, PageAlerts, 0),
            ((6 * Hour) + 45, PageAlerts, 1)
        );

    [Fact]
    public async Task What_is_just_below_the_threshold_never_pages() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(
                // 0.5 %: five times what may fail; pages begin at 5.6.
                errors: Counter.Of((7 * Hour, 5)),
                total: Counter.Of((7 * Hour, 1000))
            ),
            (2 * Hour, PageAlerts, 0),
            (7 * Hour, PageAlerts, 0)
        );

    [Fact]
    public async Task A_slow_burn_raises_the_ticket_and_no_page() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(
                // Three times what may fail after 12 clean hours: of all there is, more than one in a thousand failed when six hours of it are over.
                errors: Counter.Of((12 * Hour, 0), (8 * Hour, 3)),
                total: Counter.Of((20 * Hour, 1000))
            ),
            (12 * Hour, TicketAlerts, 0),
            ((17 * Hour) + 55, TicketAlerts, 0),
            ((18 * Hour) + 10, TicketAlerts, 1),
            ((18 * Hour) + 10, PageAlerts, 0),
            (20 * Hour, PageAlerts, 0)
        );

    [Fact]
    public async Task Idle_hours_with_flat_counters_are_quiet_and_record_no_ratio() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(
                errors: Counter.Of((4 * Hour, 0)),
                total: Counter.Of((2 * Hour, 1000), (2 * Hour, 0))
            ),
            (3 * Hour, PageAlerts, 0),
            (4 * Hour, PageAlerts, 0),
            (4 * Hour, TicketAlerts, 0),
            (4 * Hour, "count(slo_operator:error_ratio:5m) or vector(0)", 0),
            (4 * Hour, "sum(slo_operator:events:5m)", 0)
        );

    [Fact]
    public async Task A_page_ends_when_the_traffic_does() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(
                errors: Counter.Of((2 * Hour, 0), (10, 1000), (2 * Hour, 0)),
                total: Counter.Of((2 * Hour, 1000), (10, 1000), (2 * Hour, 0))
            ),
            ((2 * Hour) + 10, PageAlerts, 2),
            ((2 * Hour) + 17, PageAlerts, 1),
            ((2 * Hour) + 50, PageAlerts, 0)
        );

    [Fact]
    public async Task Nothing_fires_when_all_series_vanish_or_never_were()
    {
        await Promtool.TestAsync(
            File(Slo()),
            History(
                errors: Counter.Of((2 * Hour, 0), (10, 1000), (2 * Hour, null)),
                total: Counter.Of((2 * Hour, 1000), (10, 1000), (2 * Hour, null))
            ),
            ((2 * Hour) + 10, PageAlerts, 2),
            ((2 * Hour) + 50, PageAlerts, 0)
        );
        await Promtool.TestAsync(
            File(Slo()),
            new Dictionary<string, string> { ["other"] = "0x120" },
            (Hour, PageAlerts, 0),
            (Hour, "count({__name__=~\"slo_operator:.+\"}) or vector(0)", 0)
        );
    }

    [Fact]
    public async Task An_error_series_that_was_never_there_is_no_error() =>
        await Promtool.TestAsync(
            File(Slo()),
            new Dictionary<string, string> { [Total] = Counter.Of((2 * Hour, 1000)) },
            (2 * Hour, "sum(slo_operator:error_ratio:1h)", 0),
            (2 * Hour, "sum(slo_operator:events:1h)", 60_000),
            (2 * Hour, PageAlerts, 0)
        );

    [Fact]
    public async Task Ratios_are_of_sums_and_no_averages_of_ratios() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(
                // 50 clean minutes of 6,000 requests and ten of 6, half of which fail: 30 of 300,060, where the average ratio is a twelfth.
                errors: Counter.Of((50, 0), (10, 3)),
                total: Counter.Of((50, 6000), (10, 6))
            ),
            (Hour, "sum(slo_operator:error_ratio:1h) * 300060", 30),
            (Hour, "sum(slo_operator:events:1h)", 300_060)
        );

    [Fact]
    public async Task Counters_that_restart_count_as_before() =>
        await Promtool.TestAsync(
            File(Slo()),
            History(errors: Counter.Of((2 * Hour, 0)), total: "0+1000x60 500+1000x59"),
            (2 * Hour, "sum(slo_operator:events:1h) > bool 58000", 1),
            (2 * Hour, "sum(slo_operator:events:1h) < bool 62000", 1),
            (2 * Hour, PageAlerts, 0)
        );

    [Fact]
    public async Task A_team_that_is_renamed_keeps_its_history()
    {
        string before = File(Slo());
        string after = before.Replace("team: payments", "team: cash", StringComparison.Ordinal);
        // The old name's series are there, and stop; the new rules sum over both.
        const string labels =
            """criticality="standard",name="checkout",namespace="shop",objective="availability",service="checkout-api",team="payments" """;
        await Promtool.TestAsync(
            after,
            new Dictionary<string, string>
            {
                [$"slo_operator:bad_events:5m{{{labels}}}"] = "0x60 _x60",
                [$"slo_operator:events:5m{{{labels}}}"] = "5000x60 _x60",
                [Total] = $"_x61 {Counter.Of((60, 1000))}",
            },
            (100, "sum(slo_operator:events:2h{team=\"cash\"}) > bool 90000", 1),
            (100, "count(slo_operator:events:2h)", 1)
        );
    }

    [Fact]
    public async Task Low_traffic_is_quiet_until_there_is_its_part_of_minimumEvents()
    {
        // 2,000 of 672 hours are 2.98 an hour; there are two, and one of them fails. Then there are ten a minute, and all fail.
        Dictionary<string, string> history = History(
            errors: Counter.Of((29, 0), (1, 1), (59, 0), (1, 1), (35, 0), (10, 10)),
            total: Counter.Of((29, 1), (1, 1), (29, 0), (1, 1), (29, 0), (1, 1), (35, 0), (10, 10))
        );
        const int oneFailed = 91;
        await Promtool.TestAsync(File(Slo()), history, (oneFailed, PageAlerts, 2));

        await Promtool.TestAsync(
            File(Slo(more: ", minimumEvents: 2000")),
            history,
            // Of six hours: 17.9, and there were 32.
            (oneFailed, "count(ALERTS{alertstate=\"firing\",long_window=\"1h\"}) or vector(0)", 0),
            (oneFailed, "sum(slo_operator:events:1h)", 2),
            (135, "count(ALERTS{alertstate=\"firing\",long_window=\"1h\"}) or vector(0)", 1)
        );
    }

    private static Dictionary<string, string> History(string errors, string total) =>
        new() { [Errors] = errors, [Total] = total };
}
