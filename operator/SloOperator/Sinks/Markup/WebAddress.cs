using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SloOperator.Sinks.Markup;

/// <summary>Where a link may lead: http or https, without userinfo, and without any character that means something to a markup.</summary>
internal sealed record WebAddress
{
    private const int Longest = 2000;

    private WebAddress(string text) => Text = text;

    /// <summary>ASCII without blanks, brackets, quotes and bars.</summary>
    public string Text { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out WebAddress? address)
    {
        address =
            text is { Length: <= Longest }
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && IsUsable(uri)
                ? new WebAddress(Escape(uri))
                : null;
        return address is { Text.Length: <= Longest };
    }

    public override string ToString() => Text;

    // An IPv6 literal needs brackets, which the markups use for links.
    private static bool IsUsable(Uri uri) =>
        uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4;

    private static string Escape(Uri uri)
    {
        string port = uri.IsDefaultPort
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        var text = new StringBuilder($"{uri.Scheme}://{uri.IdnHost}{port}");
        foreach (byte octet in Encoding.UTF8.GetBytes(uri.PathAndQuery + uri.Fragment))
        {
            if (
                char.IsAsciiLetterOrDigit((char)octet)
                || "/?#&=+,;.%~_-:@".Contains((char)octet, StringComparison.Ordinal)
            )
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return text.ToString();
    }
}
