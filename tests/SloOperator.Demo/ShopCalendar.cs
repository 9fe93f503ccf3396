namespace SloOperator.Demo;

/// <summary>
/// What happened in the shop and when, counted back from now. Incidents begin and end on five-minute marks, and scrapes fall on full
/// minutes: what happens after the last scrape of a bucket is counted in the next one, and would make a slice of it bad.
/// </summary>
internal sealed class ShopCalendar
{
    private static readonly TimeSpan Mark = TimeSpan.FromMinutes(5);

    public ShopCalendar(DateTimeOffset now)
    {
        Now = now;
        LastMark = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Mark.Ticks), TimeSpan.Zero);
    }

    public DateTimeOffset Now { get; }

    /// <summary>Longer ago than any month began in any zone, so that both kinds of window, 28 days and a calendar month, are measured whole.</summary>
    public DateTimeOffset Start => LastMark.AddDays(-32);

    /// <summary>Until then the shop goes on; nobody looks at a demo for longer.</summary>
    public DateTimeOffset End => LastMark.AddDays(7);

    public DateTimeOffset BadDeploy => LastMark.AddDays(-5).AddHours(-2);

    public DateTimeOffset Rollback => BadDeploy.AddHours(1);

    public DateTimeOffset SlowBurnSince => LastMark.AddDays(-3);

    public DateTimeOffset BankOutage => LastMark.AddHours(-3);

    public DateTimeOffset BankBack => BankOutage.AddMinutes(15);

    public DateTimeOffset LineDown => LastMark.AddDays(-11);

    public DateTimeOffset LineUp => LineDown.AddMinutes(14);

    public DateTimeOffset CatalogRestart => LastMark.AddDays(-9);

    private DateTimeOffset LastMark { get; }

    public bool IsBadDeploy(DateTimeOffset time) => time >= BadDeploy && time < Rollback;

    public bool IsBankOut(DateTimeOffset time) => time >= BankOutage && time < BankBack;

    /// <summary>Requests at the till in the minute that begins then: none from 23 to 6 o'clock, most at half past two.</summary>
    public double RequestsPerMinute(DateTimeOffset time)
    {
        const double opens = 6;
        const double openHours = 17;
        double open = (ShopHour(time) - opens) / openHours;
        return open is < 0 or >= 1 ? 0 : 150 + (450 * Math.Pow(Math.Sin(Math.PI * open), 2));
    }

    /// <summary>Whole minutes since the start.</summary>
    public long MinuteOf(DateTimeOffset time) => (time - Start).Ticks / TimeSpan.TicksPerMinute;

    /// <summary>Wherever and whenever the demo runs, it is three in the afternoon in the shop: there is traffic to look at.</summary>
    private double ShopHour(DateTimeOffset time) =>
        (((time - LastMark).TotalHours + 15) % 24 + 24) % 24;
}
