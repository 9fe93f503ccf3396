using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>
/// A year of random alerts, as samples: four keys, each with two pods seen by two replicas of a Prometheus that evaluate every minute, twenty
/// seconds apart; they flap, come and go, and the replicas are restarted. Every time is a multiple of <see cref="Step"/>.
/// </summary>
internal sealed class PageYear
{
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(20);
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly TimeRange Whole = new(Start, Start.AddDays(365));
    public static readonly string[] Keys = ["Down/api", "Slow/api", "Slow/web", "Full/db"];
    private const int Minutes = 365 * 24 * 60;

    public PageYear(int seed)
    {
        var random = new Random(seed);
        bool[][] isDown = [Outages(random), Outages(random)];
        foreach (string key in Keys)
        {
            foreach (string pod in (string[])["pod-1", "pod-2"])
            {
                bool[] fires = Firing(random);
                foreach (int replica in (int[])[0, 1])
                {
                    Series[new AlertSeries(key, $"{key}/{pod}", $"{replica}")] =
                    [
                        .. Enumerable
                            .Range(0, Minutes)
                            .Where(minute => fires[minute] && !isDown[replica][minute])
                            .Select(minute => Start.AddMinutes(minute) + (replica * Step)),
                    ];
                }
            }
        }

        Watchdog =
        [
            .. Enumerable
                .Range(0, Minutes)
                .Where(minute => !isDown[0][minute] || !isDown[1][minute])
                .Select(minute => Start.AddMinutes(minute)),
        ];
    }

    public Dictionary<AlertSeries, DateTimeOffset[]> Series { get; } = [];

    /// <summary>Seen by either replica.</summary>
    public DateTimeOffset[] Watchdog { get; }

    /// <summary>About forty stretches, each of a few flaps; the gaps are on both sides of every limit.</summary>
    private static bool[] Firing(Random random)
    {
        bool[] fires = new bool[Minutes];
        for (int stretch = 0; stretch < 40; stretch++)
        {
            int minute = random.Next(Minutes);
            for (int flap = random.Next(1, 5); flap > 0; flap--)
            {
                int end = minute + random.Next(1, 40);
                for (; minute < end && minute < Minutes; minute++)
                {
                    fires[minute] = true;
                }

                minute += random.Next(1, 9);
            }
        }

        return fires;
    }

    private static bool[] Outages(Random random)
    {
        bool[] isDown = new bool[Minutes];
        for (int outage = 0; outage < 60; outage++)
        {
            int from = random.Next(Minutes);
            int to = Math.Min(Minutes, from + random.Next(1, outage % 5 == 0 ? 3000 : 30));
            Array.Fill(isDown, true, from, to - from);
        }

        return isDown;
    }
}
