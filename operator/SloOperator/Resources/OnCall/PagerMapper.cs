using System.Text.RegularExpressions;
using SloOperator.Http;
using SloOperator.Pagers;

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
        Uri? url = ReadLocation(spec.Url, type, field["url"]);
        SecretKey? secret = ReadSecret(spec.Secret, field["secret"]);
        IReadOnlyList<string> teams = field["teamIds"].ReadDistinct(spec.TeamIds, MostIds, ReadId);
        IReadOnlyList<string> schedules = field["scheduleIds"]
            .ReadDistinct(spec.ScheduleIds, MostIds, ReadId);
        return type is { } known && url is not null && secret is not null
            ? new PageSource.Pager(
                new PagerOptions(known, url, secret) { TeamIds = teams, ScheduleIds = schedules }
            )
            : null;
    }

    /// <summary>The type's own unless written.</summary>
    private static Uri? ReadLocation(string? text, PagerType? type, SpecField field)
    {
        if (text is null)
        {
            return OwnLocation(type, field);
        }

        Uri? url = ReadUrl(text, field);
        if (url is null || type is not { } known || IsOfVendor(url, Domain(known)))
        {
            return url;
        }

        field.Refuse(
            $"{Found.Quote(text)} is not at {Domain(known)}, and the secret is sent nowhere else; write a URL of the vendor's"
        );
        return null;
    }

    private static Uri? OwnLocation(PagerType? type, SpecField field)
    {
        switch (type)
        {
            case PagerType.PagerDuty:
                return new Uri("https://api.pagerduty.com");
            case PagerType.Opsgenie:
                return new Uri("https://api.opsgenie.com");
            case PagerType.JiraOps:
                field.Refuse(
                    "is missing; JiraOps needs it, such as https://api.atlassian.com/jsm/ops/api/<cloud id>"
                );
                return null;
            default:
                return null;
        }
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
