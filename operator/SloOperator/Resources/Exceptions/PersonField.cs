using System.Text.RegularExpressions;

namespace SloOperator.Resources.Exceptions;

/// <summary>Who asked and who approved, as they are called where it is written down.</summary>
internal static partial class PersonField
{
    private const int Longest = 128;

    /// <summary>A name or group/name; null, with a problem recorded, for anything else.</summary>
    public static string? ReadPerson(this SpecField field, string? text)
    {
        const string Wanted =
            "a name or group/name of letters, digits, '-', '_', '.', '+' and '@', such as sre-leads/ann";
        if (text is { Length: <= Longest } && Pattern().IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            string.IsNullOrEmpty(text)
                ? $"is missing; write {Wanted}"
                : $"{Found.Quote(text)} cannot be used; write {Wanted}"
        );
        return null;
    }

    [GeneratedRegex(@"^[-._+@a-zA-Z0-9]+(/[-._+@a-zA-Z0-9]+)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
