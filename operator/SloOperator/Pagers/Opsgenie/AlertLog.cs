using System.Text.RegularExpressions;
using NodaTime;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>
/// A line of an alert's log that tells of a notification. The lines are prose that no document fixes: one that names a means
/// and says it was sent counts, one that says it was not does not, and of all others nothing is concluded.
/// </summary>
/// <param name="Owner">Who was notified.</param>
/// <param name="At">When.</param>
/// <param name="IsEmail">By a means that wakes nobody.</param>
internal sealed partial record AlertLog(string Owner, DateTimeOffset At, bool IsEmail)
{
    /// <summary>Null for lines about anything else.</summary>
    public static AlertLog? Read(JsonRow row, DateTimeZone zone)
    {
        string text = row.Text("log") ?? "";
        return
            Means().IsMatch(text)
            && Sent().IsMatch(text)
            && !NotSent().IsMatch(text)
            && row.Line("owner") is { } owner
            && !owner.Equals("system", StringComparison.OrdinalIgnoreCase)
            // The successor's names are logTime and logType.
            && (row.Time("createdAt", zone) ?? row.Time("logTime", zone)) is { } at
            ? new AlertLog(owner, at, !Waking().IsMatch(text))
            : null;
    }

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        @"\b(e-?mail|sms|voice|call|phone|push|mobile|ios|iphone|android)\b",
        Options,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Means();

    [GeneratedRegex(
        @"\b(sms|voice|call|phone|push|mobile|ios|iphone|android)\b",
        Options,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Waking();

    [GeneratedRegex(
        @"\b(sent|notified|notification|delivered|called)\b",
        Options,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Sent();

    [GeneratedRegex(
        @"\b(not|no|never|skip\w*|suppress\w*|fail\w*|error|mute\w*|cancel\w*|drop\w*|block\w*|undelivered|will|could)\b",
        Options,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NotSent();
}
