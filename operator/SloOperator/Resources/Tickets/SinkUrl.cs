using System.Net;
using System.Text.RegularExpressions;
using SloOperator.Http;

namespace SloOperator.Resources.Tickets;

/// <summary>Where a sink is. A credential goes there, so it is https and no address of this machine, unless the operator was told otherwise.</summary>
internal static partial class SinkUrl
{
    private const int Longest = 2048;

    /// <param name="text">Null is the vendor's own, where there is one.</param>
    /// <param name="type">Null: it is not known, and neither is what is the vendor's own.</param>
    /// <param name="allowPrivate">Whether http and addresses of this machine will do.</param>
    /// <param name="field">Where it is written.</param>
    public static Uri? Read(string? text, SinkType? type, bool allowPrivate, SpecField field)
    {
        if (text is null)
        {
            return OfVendor(type, field);
        }

        if (
            text.Length > Longest
            || !Pattern().IsMatch(text)
            || !Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
            || url.Host.Length == 0
        )
        {
            // Not quoted: it may hold a password or a token.
            field.Refuse(
                "cannot be used; write an absolute https URL without user, query or fragment, such as https://jira.example.com"
            );
            return null;
        }

        return allowPrivate || IsPublic(url, field) ? url : null;
    }

    private static Uri? OfVendor(SinkType? type, SpecField field)
    {
        switch (type)
        {
            case SinkType.GitHub:
                return new Uri("https://api.github.com");
            case SinkType.GitLab:
                return new Uri("https://gitlab.com");
            case SinkType.Slack:
                return new Uri("https://slack.com");
            case SinkType.Jira or SinkType.Webhook:
                field.Refuse($"is missing; type {type} needs it, such as https://jira.example.com");
                return null;
            default:
                return null;
        }
    }

    private static bool IsPublic(Uri url, SpecField field)
    {
        if (url.Scheme is not "https")
        {
            field.Refuse(
                "begins with http, and a credential is sent there; write an https URL, or run the operator with --allow-private-sinks"
            );
            return false;
        }

        if (!IsOfThisMachine(url))
        {
            return true;
        }

        field.Refuse(
            $"{Found.Quote(url.Host)} is a loopback, link-local or metadata address; write the address of the sink, or run the operator with --allow-private-sinks"
        );
        return false;
    }

    /// <summary>Names are judged again by the address they resolve to, when they are connected to.</summary>
    private static bool IsOfThisMachine(Uri url) =>
        url.IsLoopback
        || (
            IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address)
            && ForbiddenAddresses.Contains(address)
        );

    [GeneratedRegex(@"^https?://[^/?#@\\\s]+(/[^?#@\\\s]*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
