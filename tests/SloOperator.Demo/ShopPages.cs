using SloOperator.Resources.OnCall;
using SloOperator.Testing.Histories;

namespace SloOperator.Demo;

/// <summary>
/// What woke the people of the payments team: a bank that was away, a certificate, a queue now and then; and for a week a job that lags each
/// night and comes back twice. Each is one page, whatever the number of its pods.
/// </summary>
internal sealed class ShopPages
{
    private const string Team = "payments";
    private readonly ShopCalendar _calendar;
    private readonly List<DateTimeOffset> _pages = [];
    private readonly Dictionary<(string Alert, string Pod), AlertHistory> _alerts = [];

    public ShopPages(ShopCalendar calendar) => _calendar = calendar;

    /// <summary>As the rules of the shop were evaluated, once a minute.</summary>
    public void AddTo(SeriesHistory history)
    {
        history.Alert("Watchdog").Fires(history.Start, history.End.AddMinutes(1));
        Page(history, "BankUnreachable", _calendar.BankOutage.AddMinutes(2), minutes: 13, pods: 3);
        Page(history, "CertificateExpires", _calendar.BankOutage.AddDays(-12), minutes: 90);
        foreach (int days in (int[])[8, 10, 15, 17, 19])
        {
            Page(history, "QueueFull", _calendar.BankOutage.AddDays(-days), minutes: 20, pods: 2);
        }

        for (int night = 1; night <= 7; night++)
        {
            DateTimeOffset lag = Night(night);
            Page(history, "SettlementLags", lag, minutes: 4);
            Page(history, "SettlementLags", lag.AddMinutes(25), minutes: 3);
            Page(history, "SettlementLags", lag.AddMinutes(50), minutes: 12);
        }
    }

    /// <summary>Pages that truly came in the window that a status speaks of; null when it speaks of none.</summary>
    public int? CountIn(TimeRangeStatus? window) =>
        window is { Start: { } start, End: { } end }
            ? _pages.Count(page => page >= start && page < end)
            : null;

    /// <summary>One series for all the times that it fires.</summary>
    private AlertHistory AlertOf(SeriesHistory history, string alert, string pod)
    {
        if (!_alerts.TryGetValue((alert, pod), out AlertHistory? known))
        {
            known = history.Alert(
                alert,
                ("severity", "page"),
                ("team", Team),
                ("service", Team),
                ("pod", pod)
            );
            _alerts[(alert, pod)] = known;
        }

        return known;
    }

    /// <summary>Ten past two, in the zone of the shop's people.</summary>
    private DateTimeOffset Night(int ago) =>
        new DateTimeOffset(_calendar.Now.UtcDateTime.Date, TimeSpan.Zero)
            .AddDays(-ago)
            .AddHours(2)
            .AddMinutes(10);

    private void Page(
        SeriesHistory history,
        string alert,
        DateTimeOffset at,
        int minutes,
        int pods = 1
    )
    {
        _pages.Add(at);
        for (int pod = 1; pod <= pods; pod++)
        {
            AlertOf(history, alert, $"{Team}-{pod}")
                .Fires(at.AddMinutes(pod - 1), at.AddMinutes(minutes));
        }
    }
}
