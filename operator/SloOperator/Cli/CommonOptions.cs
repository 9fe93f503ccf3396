using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace SloOperator.Cli;

/// <summary>Options that several commands share, and how their values are read.</summary>
internal static class CommonOptions
{
    public static Option<Uri?> PrometheusUrl() =>
        new("--prometheus-url")
        {
            Description = "Prometheus to read when there is no PrometheusEndpoint named 'default'",
            HelpName = "URL",
            CustomParser = ParseUrl,
        };

    public static Option<string> Manifests() =>
        new("-f", "--file")
        {
            Description = "A manifest, or a folder of manifests",
            HelpName = "DIR|FILE",
            Required = true,
        };

    public static Option<bool> AllowPrivateSinks() =>
        new("--allow-private-sinks")
        {
            Description =
                "Let a TicketSink be at an http URL or at a loopback, link-local or metadata address",
        };

    public static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "" : text[..colon].Trim('[', ']');
        IPAddress? address = host switch
        {
            "" or "*" => IPAddress.Any,
            "localhost" => IPAddress.Loopback,
            _ => IPAddress.TryParse(host, out IPAddress? parsed) ? parsed : null,
        };
        bool isPort = ushort.TryParse(
            text[(colon + 1)..],
            CultureInfo.InvariantCulture,
            out ushort port
        );
        if (address is not null && isPort && colon >= 0)
        {
            return new IPEndPoint(address, port);
        }

        result.AddError(
            $"{NameOf(result)}: '{text}' is not HOST:PORT with an IP address or localhost, such as 127.0.0.1:8080"
        );
        return null;
    }

    /// <summary>RFC 3339 only: a time that could be read two ways would give figures of another hour.</summary>
    public static DateTimeOffset? ParseTime(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        const DateTimeStyles styles =
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        bool hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
        if (
            hasZone
            && DateTimeOffset.TryParseExact(
                text,
                formats,
                CultureInfo.InvariantCulture,
                styles,
                out DateTimeOffset time
            )
        )
        {
            return time;
        }

        result.AddError($"--at: '{text}' is not an RFC 3339 time such as 2026-11-20T12:00:00Z");
        return null;
    }

    public static Uri? ParseUrl(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (
            Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
            && url.Scheme is "http" or "https"
            && url.UserInfo.Length == 0
        )
        {
            return url;
        }

        result.AddError(
            $"{NameOf(result)}: not an absolute http or https URL without credentials, such as http://127.0.0.1:9090"
        );
        return null;
    }

    private static string? NameOf(ArgumentResult result) =>
        (result.Parent as OptionResult)?.Option.Name;
}
