namespace SloOperator.Domain.Budgets;

/// <summary>A look-back that burn rates are published for.</summary>
/// <param name="Name">As in status and metrics: 5m, 1h, 3d.</param>
/// <param name="Length">Whole 5-minute buckets, at most three days.</param>
public sealed record BurnWindow(string Name, TimeSpan Length)
{
    public static readonly BurnWindow FiveMinutes = new("5m", TimeSpan.FromMinutes(5));
    public static readonly BurnWindow OneHour = new("1h", TimeSpan.FromHours(1));
    public static readonly BurnWindow SixHours = new("6h", TimeSpan.FromHours(6));
    public static readonly BurnWindow OneDay = new("1d", TimeSpan.FromDays(1));

    /// <summary>The windows of the SRE workbook's multi-window alerts and the ones between, shortest first.</summary>
    public static readonly IReadOnlyList<BurnWindow> All =
    [
        FiveMinutes,
        new("30m", TimeSpan.FromMinutes(30)),
        OneHour,
        new("2h", TimeSpan.FromHours(2)),
        SixHours,
        OneDay,
        new("3d", TimeSpan.FromDays(3)),
    ];
}
