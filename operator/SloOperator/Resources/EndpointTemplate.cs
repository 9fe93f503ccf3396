using System.Text.RegularExpressions;

namespace SloOperator.Resources;

/// <summary>A value that may hold $namespace and $team; any other $ would be sent as it is, and surprise.</summary>
internal static partial class EndpointTemplate
{
    private const int Longest = 1024;

    /// <summary>Null, with a problem recorded that does not quote the value: it may be a credential.</summary>
    public static string? Read(string? text, SpecField field, int shortest)
    {
        if (text is null || text.Length < shortest)
        {
            field.Refuse("is empty; write a value");
            return null;
        }

        if (text.Length <= Longest && Pattern().IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            $"cannot be used; write at most {Longest} printable ASCII characters, and no $ but those of $namespace and $team"
        );
        return null;
    }

    [GeneratedRegex(@"^([ -#%-~]|\$namespace|\$team)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
