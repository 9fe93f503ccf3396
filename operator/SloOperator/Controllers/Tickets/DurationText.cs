using System.Text;

namespace SloOperator.Controllers.Tickets;

/// <summary>Durations as Prometheus writes them, of whole seconds: 7d, 1h30m.</summary>
internal static class DurationText
{
    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    public static string Of(TimeSpan duration)
    {
        var text = new StringBuilder();
        foreach ((string name, TimeSpan length) in Units)
        {
            long count = duration.Ticks / length.Ticks;
            duration -= length * count;
            if (count > 0)
            {
                text.Append(count).Append(name);
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }
}
