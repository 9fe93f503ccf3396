using System.Text.RegularExpressions;
using SloOperator.Prometheus;

namespace SloOperator.Resources;

/// <summary>Headers that the platform team adds; those that carry the exchange itself are the client's.</summary>
internal static partial class EndpointHeaders
{
    private const int Most = 16;

    private static readonly HashSet<string> OfTheClient = new(
        [
            "Accept",
            "Accept-Encoding",
            "Connection",
            "Content-Encoding",
            "Content-Length",
            "Content-Type",
            "Cookie",
            "Expect",
            "Host",
            "Keep-Alive",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    public static IReadOnlyList<HeaderTemplate> Read(
        IReadOnlyDictionary<string, string?>? headers,
        SpecField field
    )
    {
        if (headers?.Count > Most)
        {
            field.Refuse($"has {headers.Count} entries; at most {Most} are allowed");
            return [];
        }

        List<HeaderTemplate> templates = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        // In one order, so that equal headers make equal options.
        foreach (
            (string name, string? value) in (headers ?? NoHeaders).OrderBy(
                each => each.Key,
                StringComparer.Ordinal
            )
        )
        {
            SpecField entry = field.Entry(name);
            bool usable = CheckName(name, entry, isNew: seen.Add(name));
            if (EndpointTemplate.Read(value, entry, shortest: 0) is { } template && usable)
            {
                templates.Add(new HeaderTemplate(name, template));
            }
        }

        return templates;
    }

    private static readonly Dictionary<string, string?> NoHeaders = [];

    private static bool CheckName(string name, SpecField entry, bool isNew)
    {
        string? problem =
            name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                ? "cannot be set here; use auth, which keeps the credential in a Secret"
            : OfTheClient.Contains(name) ? "is set by the client itself; remove it"
            : !HeaderName().IsMatch(name)
                ? "is no header name; write 1 to 128 letters, digits and -"
            : !isNew ? "is set twice, as case does not count in header names; remove one"
            : null;
        if (problem is not null)
        {
            entry.Refuse(problem);
        }

        return problem is null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}\z")]
    private static partial Regex HeaderName();
}
