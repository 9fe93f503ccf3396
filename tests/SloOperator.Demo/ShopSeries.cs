using SloOperator.Testing.Histories;

namespace SloOperator.Demo;

/// <summary>All series of the shop, scraped once a minute up to a time; the events behind them go on after it.</summary>
internal sealed class ShopSeries
{
    private readonly ShopCalendar _calendar;
    private readonly List<LiveCounter> _counters = [];

    public ShopSeries(ShopCalendar calendar, DateTimeOffset scrapedUntil)
    {
        _calendar = calendar;
        History = new SeriesHistory(calendar.Start, scrapedUntil);
        AddCheckout();
        AddCatalog();
        AddPayments();
        Probe = History
            .Gauge("probe_success", ("instance", "https://shop.example"), ("job", "blackbox"))
            .Is(1)
            .Is(0, calendar.LineDown)
            .Is(1, calendar.LineUp);
    }

    public SeriesHistory History { get; }

    public IReadOnlyList<LiveCounter> Counters => _counters;

    /// <summary>From outside the shop front can be reached, but for fourteen minutes.</summary>
    public GaugeHistory Probe { get; }

    /// <summary>One bad deploy: an hour in which every fourth payment failed, and every second was slow.</summary>
    private void AddCheckout()
    {
        ShopProgram program = new("checkout", _calendar.BadDeploy, _calendar.Rollback);
        AddRequests(
            program,
            "500",
            time => _calendar.IsBadDeploy(time) ? 0.25 : 0,
            everyNthMinute: 31
        );
        AddDurations(program, time => _calendar.IsBadDeploy(time) ? 0.5 : 0.003);
    }

    /// <summary>A slow burn: for three days a little too much goes wrong, nothing that anybody would notice in an hour.</summary>
    private void AddCatalog()
    {
        ShopProgram program = new("catalog", _calendar.CatalogRestart) { Busyness = 4 };
        AddRequests(program, "503", time => time >= _calendar.SlowBurnSince ? 0.008 : 0.0005);
        AddDurations(program, _ => 0.012);
    }

    /// <summary>Nothing failed until the bank was away for a quarter of an hour; the series of failures was born then.</summary>
    private void AddPayments() =>
        AddRequests(new ShopProgram("payments"), "502", time => _calendar.IsBankOut(time) ? 0.6 : 0)
            .BornAt(_calendar.BankOutage);

    /// <summary>Those that fail with a code, which are returned, and those that do not. Besides the share, one fails every so many minutes.</summary>
    private CounterHistory AddRequests(
        ShopProgram program,
        string code,
        Func<DateTimeOffset, double> failedShare,
        int everyNthMinute = 0
    )
    {
        const string metric = "http_requests_total";
        Func<DateTimeOffset, long> failed = time =>
            Share(program, time, failedShare(time))
            + (IsEveryNthMinute(everyNthMinute, time) ? 1 : 0);
        Add(program, metric, time => Requests(program, time) - failed(time), ("code", "200"));
        return Add(program, metric, failed, ("code", code));
    }

    /// <summary>A classic histogram; the slow share takes two seconds, one in ten of the others more than a tenth of one.</summary>
    private void AddDurations(ShopProgram program, Func<DateTimeOffset, double> slowShare)
    {
        const string metric = "http_request_duration_seconds";
        Func<DateTimeOffset, long> all = time => Requests(program, time);
        Func<DateTimeOffset, long> fast = time => all(time) - Share(program, time, slowShare(time));
        Add(program, metric + "_bucket", time => fast(time) * 9 / 10, ("le", "0.1"));
        Add(program, metric + "_bucket", fast, ("le", "0.3"));
        Add(program, metric + "_bucket", fast, ("le", "1"));
        Add(program, metric + "_bucket", all, ("le", "+Inf"));
        Add(program, metric + "_count", all);
        Add(program, metric + "_sum", time => (fast(time) / 10) + (2 * (all(time) - fast(time))));
    }

    private CounterHistory Add(
        ShopProgram program,
        string metric,
        Func<DateTimeOffset, long> perMinute,
        params IReadOnlyList<(string, string)> labels
    )
    {
        CounterHistory counter = History
            .Counter(metric, [.. program.Labels, .. labels])
            .PerMinute(perMinute, _calendar.Start, _calendar.End);
        foreach (DateTimeOffset restart in program.Restarts)
        {
            counter.ResetAt(restart);
        }

        _counters.Add(new LiveCounter(counter, program.Restarts));
        return counter;
    }

    private long Requests(ShopProgram program, DateTimeOffset time) =>
        (long)(program.Busyness * _calendar.RequestsPerMinute(time));

    private long Share(ShopProgram program, DateTimeOffset time, double share) =>
        (long)Math.Round(Requests(program, time) * share);

    /// <summary>While the shop is open. A multiple of five would put all of them on the same place in their buckets.</summary>
    private bool IsEveryNthMinute(int n, DateTimeOffset time) =>
        n > 0 && _calendar.RequestsPerMinute(time) > 0 && _calendar.MinuteOf(time) % n == 0;
}
