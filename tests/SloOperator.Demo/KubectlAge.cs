using System.Globalization;

namespace SloOperator.Demo;

/// <summary>Ages as kubectl writes them (HumanDuration of k8s.io/apimachinery), as long as a demo may run.</summary>
internal static class KubectlAge
{
    public static string Text(TimeSpan age)
    {
        long seconds = Math.Max(0, (long)age.TotalSeconds);
        (long minutes, long hours) = (seconds / 60, seconds / 3600);
        FormattableString text = seconds switch
        {
            < 120 => $"{seconds}s",
            < 600 when seconds % 60 != 0 => $"{minutes}m{seconds % 60}s",
            < 3 * 3600 => $"{minutes}m",
            < 8 * 3600 when minutes % 60 != 0 => $"{hours}h{minutes % 60}m",
            < 48 * 3600 => $"{hours}h",
            _ => $"{hours / 24}d",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
