using System.Text.RegularExpressions;
using SloOperator.Domain.Objectives;

namespace SloOperator.Resources;

/// <summary>Reads numbers, durations and choices; each gives null and records a problem when there is none or it cannot be used.</summary>
internal static partial class QuantityFields
{
    /// <summary>A percentage above 0 and below 100 with at most 6 decimals.</summary>
    public static Target? ReadTarget(this SpecField field, string? text)
    {
        const string Wanted =
            "write a percentage above 0 and below 100 with at most 6 decimals, such as \"99.9\"";
        if (string.IsNullOrEmpty(text))
        {
            field.Refuse($"is missing; {Wanted}");
            return null;
        }

        if (PercentText().IsMatch(text) && Target.TryParse(text, out Target target))
        {
            return target;
        }

        field.Refuse($"{Found.Quote(text)} cannot be a target; {Wanted}");
        return null;
    }

    /// <summary>Both bounds are allowed; as texts, because messages show them.</summary>
    public static TimeSpan? ReadDuration(
        this SpecField field,
        string? text,
        string shortest,
        string longest
    )
    {
        if (string.IsNullOrEmpty(text))
        {
            field.Refuse($"is missing; write a duration from {shortest} to {longest}");
            return null;
        }

        if (!PrometheusDuration.TryParse(text, out TimeSpan duration))
        {
            field.Refuse(
                $"{Found.Quote(text)} is not a duration; write numbers with the units y, w, d, h, m, s, ms in this order, from {shortest} to {longest}"
            );
            return null;
        }

        if (duration >= Bound(shortest) && duration <= Bound(longest))
        {
            return duration;
        }

        field.Refuse(
            $"{Found.Quote(text)} is out of range; write a duration from {shortest} to {longest}"
        );
        return null;
    }

    public static long? ReadNumber(this SpecField field, long number, long least, long most)
    {
        if (number >= least && number <= most)
        {
            return number;
        }

        field.Refuse($"{number} is out of range; write a whole number from {least} to {most}");
        return null;
    }

    public static T? ReadChoice<T>(
        this SpecField field,
        string? text,
        params ReadOnlySpan<(string Name, T Value)> choices
    )
        where T : struct
    {
        List<string> names = [];
        foreach ((string name, T value) in choices)
        {
            if (name.Equals(text, StringComparison.Ordinal))
            {
                return value;
            }

            names.Add(name);
        }

        string found = string.IsNullOrEmpty(text)
            ? "is missing"
            : $"{Found.Quote(text)} is not known";
        field.Refuse($"{found}; write one of {string.Join(", ", names)}");
        return null;
    }

    private static TimeSpan Bound(string text) =>
        PrometheusDuration.TryParse(text, out TimeSpan bound)
            ? bound
            : throw new ArgumentException($"{text} is not a duration", nameof(text));

    [GeneratedRegex(@"^[0-9]{1,2}(\.[0-9]{1,6})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex PercentText();
}
