using System.Globalization;
using SloOperator.Domain.Objectives;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>How figures are written for people who read them once.</summary>
internal static class TicketFigures
{
    /// <summary>With one decimal, towards what is worse.</summary>
    public static string Percent(decimal ratio) =>
        (Math.Floor(ratio * 1000m) / 10m).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Three decimals more than percent: 99.9995 % is not 100 %.</summary>
    public static string Share(decimal ratio) =>
        (Math.Floor(ratio * 1_000_000m) / 10_000m).ToString("0.####", CultureInfo.InvariantCulture)
        + " %";

    /// <summary>As it was written: a target is the user's own number.</summary>
    public static string Exact(decimal percent) =>
        percent.ToString("0.############", CultureInfo.InvariantCulture) + " %";

    public static string Count(decimal count) =>
        Math.Round(count).ToString("#,0", CultureInfo.InvariantCulture);

    public static string Rate(decimal rate) => rate.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Whole days, hours or minutes, the largest that fit: 28 days, 36 hours.</summary>
    public static string Duration(TimeSpan duration) =>
        duration.Ticks % TimeSpan.TicksPerDay == 0 ? Plural(duration.TotalDays, "day")
        : duration.Ticks % TimeSpan.TicksPerHour == 0 ? Plural(duration.TotalHours, "hour")
        : Plural(Math.Round(duration.TotalMinutes), "minute");

    public static string Window(BudgetWindow window) =>
        window switch
        {
            RollingWindow rolling => $"the last {Duration(rolling.Length)}",
            CalendarWindow calendar =>
                $"the current {calendar.Period.ToString().ToLowerInvariant()} in {calendar.Zone.Id}",
            _ => "its window",
        };

    public static string And(IReadOnlyList<string> words) =>
        words.Count < 2
            ? string.Concat(words)
            : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

    private static string Plural(double count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:0} {unit}{(count is 1 ? "" : "s")}");
}
