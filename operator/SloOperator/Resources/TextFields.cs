using System.Text.RegularExpressions;

namespace SloOperator.Resources;

/// <summary>Reads names and short texts; each gives null and records a problem when there is none or it cannot be used. The patterns are those of the CRDs.</summary>
internal static partial class TextFields
{
    private const int LabelLength = 63;
    private const int NameLength = 253;

    public static string? ReadDnsLabel(this SpecField field, string? text) =>
        field.ReadName(
            text,
            LabelLength,
            DnsLabel(),
            "lower-case letters, digits and '-', starting and ending with a letter or digit"
        );

    public static string? ReadServiceName(this SpecField field, string? text) =>
        field.ReadName(
            text,
            LabelLength,
            ServiceName(),
            "letters, digits, '-', '_' and '.', starting and ending with a letter or digit"
        );

    public static string? ReadObjectName(this SpecField field, string? text) =>
        field.ReadName(
            text,
            NameLength,
            DnsSubdomain(),
            "lower-case letters, digits, '-' and '.', starting and ending with a letter or digit"
        );

    public static string? ReadHostName(this SpecField field, string? text) =>
        field.ReadName(text, NameLength, HostName(), "a host name");

    public static string? ReadSecretKey(this SpecField field, string? text) =>
        field.ReadName(text, NameLength, SecretKeyName(), "letters, digits, '-', '_' and '.'");

    public static string? ReadNamespaceOrAny(this SpecField field, string? text) =>
        text is "*" ? text : field.ReadDnsLabel(text);

    public static void RefuseLongerThan(this SpecField field, int longest, string? text)
    {
        if (text?.Length > longest)
        {
            field.Refuse($"has {text.Length} characters; at most {longest} are allowed");
        }
    }

    private static string? ReadName(
        this SpecField field,
        string? text,
        int longest,
        Regex pattern,
        string wanted
    )
    {
        if (string.IsNullOrEmpty(text))
        {
            field.Refuse($"is missing; write 1 to {longest} characters: {wanted}");
            return null;
        }

        if (text.Length > longest)
        {
            field.Refuse(
                $"{Found.Quote(text)} has {text.Length} characters; at most {longest} are allowed"
            );
            return null;
        }

        if (!pattern.IsMatch(text))
        {
            field.Refuse($"{Found.Quote(text)} cannot be a name here; write {wanted}");
            return null;
        }

        return text;
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ServiceName();

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex DnsSubdomain();

    [GeneratedRegex(
        @"^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex HostName();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z")]
    private static partial Regex SecretKeyName();
}
