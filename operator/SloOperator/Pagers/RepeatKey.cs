using System.Text.RegularExpressions;

namespace SloOperator.Pagers;

/// <summary>What repeats of an incident are told by: where it happened and its title, without what changes from time to time.</summary>
internal static partial class RepeatKey
{
    /// <param name="place">The service, or what else the incident belongs to; null where nothing says so.</param>
    /// <param name="title">As people see it; null where there is none.</param>
    /// <param name="id">Stands in for a title: such an incident repeats nothing.</param>
    public static string Of(string? place, string? title, string id)
    {
        string name = title is null ? "" : Counters().Replace(title, "").Trim();
        string key = name.Length > 0 ? name : id;
        return place is null ? key : $"{place}/{key}";
    }

    // "[#1234] " is PagerDuty's own number, "[FIRING:2] " Alertmanager's default title with the number of alerts in it.
    [GeneratedRegex(
        @"^(\[#\d+\]\s*)?(\[(FIRING|RESOLVED)(:\d+)?\]\s*)?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Counters();
}
