using System.Text.RegularExpressions;

namespace SloOperator.Resources;

/// <summary>An absolute http or https URL that holds nothing but where the server is: credentials in it would end up in logs.</summary>
internal static partial class EndpointUrl
{
    private const int Longest = 2048;

    public static Uri? Read(string? text, SpecField field)
    {
        const string Wanted =
            "write an absolute http or https URL without user, query or fragment, such as http://prometheus.monitoring:9090";
        if (string.IsNullOrEmpty(text))
        {
            field.Refuse($"is missing; {Wanted}");
            return null;
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            // Not quoted: it may hold a password.
            field.Refuse(
                $"holds an @, as a user or a password would; put credentials into auth and {Wanted}"
            );
            return null;
        }

        if (
            text.Length <= Longest
            && Pattern().IsMatch(text)
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
            && url.Host.Length > 0
        )
        {
            return url;
        }

        field.Refuse($"{Found.Quote(WithoutQuery(text))} cannot be used; {Wanted}");
        return null;
    }

    /// <summary>Tokens are handed out in queries.</summary>
    private static string WithoutQuery(string text)
    {
        int at = text.AsSpan().IndexOfAny('?', '#');
        return at < 0 ? text : $"{text[..(at + 1)]}…";
    }

    [GeneratedRegex(@"^https?://[^/?#@\\\s]+(/[^?#@\\\s]*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
