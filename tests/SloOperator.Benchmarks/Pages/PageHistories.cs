using System.Globalization;
using SloOperator.Testing.Histories;

namespace SloOperator.Benchmarks.Pages;

/// <summary>Three weeks of alerts evaluated every 15 seconds: 500 of one busy rotation, one each of a thousand quiet ones, and a watchdog.</summary>
internal static class PageHistories
{
    public const int Series = 500;
    public const int Policies = 1000;
    public const int Episodes = 12;
    public const int EpisodeMinutes = 20;
    public static readonly TimeSpan Evaluation = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan Window = TimeSpan.FromDays(21);

    /// <summary>Up to a quarter of an hour after now, for the later passes.</summary>
    public static SeriesHistory Of(DateTimeOffset now)
    {
        var random = new Random(20_261_120);
        DateTimeOffset end = now + TimeSpan.FromMinutes(15);
        var history = new SeriesHistory(now - Window - TimeSpan.FromHours(1), end, Evaluation);
        history.Alert("Watchdog").Fires(history.Start, end + Evaluation);
        for (int i = 0; i < Series; i++)
        {
            AlertHistory alert = history.Alert(
                Name("Busy", i % 25),
                ("severity", "page"),
                ("team", "busy"),
                ("service", Name("s", i % 10)),
                ("pod", Name("p", i))
            );
            Fire(alert, history, random, Episodes);
        }

        for (int i = 0; i < Policies; i++)
        {
            AlertHistory alert = history.Alert("Down", ("severity", "page"), ("team", TeamOf(i)));
            Fire(alert, history, random, 3);
        }

        return history;
    }

    public static string TeamOf(int policy) => Name("team-", policy);

    private static void Fire(AlertHistory alert, SeriesHistory history, Random random, int episodes)
    {
        double minutes = (history.End - history.Start).TotalMinutes - EpisodeMinutes;
        for (int episode = 0; episode < episodes; episode++)
        {
            DateTimeOffset from = history.Start.AddMinutes(random.NextDouble() * minutes);
            alert.Fires(from, from.AddMinutes(EpisodeMinutes));
        }
    }

    private static string Name(string prefix, int number) =>
        prefix + number.ToString(CultureInfo.InvariantCulture);
}
