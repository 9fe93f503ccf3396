using System.Text.RegularExpressions;
using NodaTime;

namespace SloOperator.Resources.OnCall;

/// <summary>Days of the week as specs write them: single days and ranges, apart by commas; a range may run over the weekend, as Sun-Thu does.</summary>
internal static partial class Weekdays
{
    private const int Week = 7;

    private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <param name="name">One of the seven.</param>
    public static IsoDayOfWeek DayOf(string name) => (IsoDayOfWeek)(Array.IndexOf(Names, name) + 1);

    public static IReadOnlySet<IsoDayOfWeek>? ReadWeekdays(this SpecField field, string text)
    {
        const string Wanted =
            "write days and ranges of Mon, Tue, Wed, Thu, Fri, Sat, Sun, such as Mon-Fri or Mon,Wed,Fri";
        if (!Pattern().IsMatch(text))
        {
            field.Refuse(
                text.Length == 0
                    ? $"is empty; {Wanted}"
                    : $"{Found.Quote(text)} are no days; {Wanted}"
            );
            return null;
        }

        HashSet<IsoDayOfWeek> days = [];
        if (text.Split(',').SelectMany(DaysOf).All(days.Add))
        {
            return days;
        }

        field.Refuse($"{Found.Quote(text)} names a day twice; {Wanted}");
        return null;
    }

    /// <summary>A range from a day to itself is that day twice: it could as well mean the whole week.</summary>
    private static IEnumerable<IsoDayOfWeek> DaysOf(string part)
    {
        IsoDayOfWeek first = DayOf(part[..3]);
        IsoDayOfWeek last = DayOf(part[^3..]);
        if (part.Length == 3)
        {
            return [first];
        }

        int count = ((last - first + Week) % Week) + 1;
        return count == 1
            ? [first, last]
            : Enumerable
                .Range(0, count)
                .Select(i => (IsoDayOfWeek)(((int)first - 1 + i) % Week + 1));
    }

    [GeneratedRegex(
        @"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))?(,(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))?){0,6}\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}
