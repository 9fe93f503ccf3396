using System.Text.RegularExpressions;
using SloOperator.Http;

namespace SloOperator.Resources.OnCall;

/// <summary>Gives null, with every problem recorded, when the pager cannot be asked.</summary>
internal static partial class PagerMapper
{
    private const int MostIds = 100;
    private const int LongestUrl = 2048;

    public static PageSource.Pager? Map(PagerSpec spec, SpecField field)
    {
        PagerType? type = field["type"]
            .ReadChoice(
                spec.Type,
                ("PagerDuty", PagerType.PagerDuty),
                ("Opsgenie", PagerType.Opsgenie),
                ("JiraOps", PagerType.JiraOps)
            );
        bool located = TryReadUrl(spec.Url, type, field["url"], out Uri? url);
        SecretKey? secret = ReadSecret(spec.Secret, field["secret"]);
        IReadOnlyList<string> teams = field["teamIds"].ReadDistinct(spec.TeamIds, MostIds, ReadId);
        IReadOnlyList<string> schedules = field["scheduleIds"]
            .ReadDistinct(spec.ScheduleIds, MostIds, ReadId);
        return type is { } known && located && secret is not null
            ? new PageSource.Pager(known, url, secret, teams, schedules)
            : null;
    }

    /// <summary>True with a null URL is the type's own.</summary>
    private static bool TryReadUrl(string? text, PagerType? type, SpecField field, out Uri? url)
    {
        url = null;
        if (text is null)
        {
            if (type is PagerType.JiraOps)
            {
                field.Refuse(
                    "is missing; JiraOps needs it, such as https://api.atlassian.com/jsm/ops/api/<cloud id>"
                );
            }

            return type is not PagerType.JiraOps;
        }

        url = ReadUrl(text, field);
        if (url is not null && type is { } known && !IsOfVendor(url, Domain(known)))
        {
            field.Refuse(
                $"{Found.Quote(text)} is not at {Domain(known)}, and the secret is sent nowhere else; write a URL of the vendor's"
            );
            url = null;
        }

        return url is not null;
    }

    private static Uri? ReadUrl(string text, SpecField field)
    {
        if (
            text.Length <= LongestUrl
            && UrlText().IsMatch(text)
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        )
        {
            return url;
        }

        // Not quoted: it may hold a password or a token.
        field.Refuse(
            "cannot be used; write an https URL of the vendor's without user, port, query or fragment, such as https://api.eu.pagerduty.com"
        );
        return null;
    }

    /// <summary>Whoever writes a policy names a Secret that they may not read; a URL of their choosing would hand it to them.</summary>
    private static bool IsOfVendor(Uri url, string domain) =>
        url.Host.Equals(domain, StringComparison.Ordinal)
        || url.Host.EndsWith("." + domain, StringComparison.Ordinal);

    private static string Domain(PagerType type) =>
        type switch
        {
            PagerType.PagerDuty => "pagerduty.com",
            PagerType.Opsgenie => "opsgenie.com",
            _ => "atlassian.com",
        };

    private static SecretKey? ReadSecret(SecretKeySpec? spec, SpecField field)
    {
        if (spec is null)
        {
            field.Refuse(
                "is missing; write the name and the key of the Secret in the operator's namespace that holds the API key"
            );
            return null;
        }

        string? name = field["name"].ReadObjectName(spec.Name);
        string? key = field["key"].ReadSecretKey(spec.Key);
        return name is not null && key is not null ? new SecretKey(name, key) : null;
    }

    private static string? ReadId(SpecField field, string? text)
    {
        if (text is not null && Id().IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            $"{Found.Quote(text ?? "")} is no id of a pager; write 1 to 128 letters, digits, '-', '_', '.' and ':'"
        );
        return null;
    }

    [GeneratedRegex(
        @"^https://([a-z0-9-]+\.)*(pagerduty|opsgenie|atlassian)\.com(/[^?#@\\\s]*)?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex UrlText();

    [GeneratedRegex(@"^[-._:a-zA-Z0-9]{1,128}\z")]
    private static partial Regex Id();
}
