using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SloOperator.Store;

/// <summary>The core schema of YAML 1.2: what is quoted is text; yes, no, on and off are text too.</summary>
internal static partial class YamlScalar
{
    public static JsonNode? ToJson(Scalar scalar, int line)
    {
        string text = scalar.Value;
        return scalar.Style != ScalarStyle.Plain
            ? JsonValue.Create(text)
            : text switch
            {
                "" or "~" or "null" or "Null" or "NULL" => null,
                "true" or "True" or "TRUE" => JsonValue.Create(true),
                "false" or "False" or "FALSE" => JsonValue.Create(false),
                _ => Number(text, line) ?? JsonValue.Create(text),
            };
    }

    private static JsonValue? Number(string text, int line)
    {
        if (NotFinite().IsMatch(text))
        {
            throw new ManifestSyntaxException(
                line,
                $"{text} is not a number that can be used; a text needs quotes"
            );
        }

        return
            text.StartsWith("0x", StringComparison.Ordinal)
            || text.StartsWith("0o", StringComparison.Ordinal)
            ? InBase(text)
            : InDecimal(text, line);
    }

    private static JsonValue? InBase(string text)
    {
        bool hexadecimal = text[1] == 'x';
        return
            ulong.TryParse(
                text.AsSpan(2),
                hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture,
                out ulong value
            ) && (hexadecimal || !text.AsSpan(2).ContainsAnyInRange('8', '9'))
            ? JsonValue.Create(hexadecimal ? value : Convert.ToUInt64(text[2..], 8))
            : null;
    }

    /// <summary>As a decimal where it fits, so that 99.90 is shown to its author as written.</summary>
    private static JsonValue? InDecimal(string text, int line)
    {
        if (!DecimalNumber().IsMatch(text))
        {
            return null;
        }

        if (
            !text.Contains('e', StringComparison.OrdinalIgnoreCase)
            && decimal.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out decimal exact
            )
        )
        {
            return JsonValue.Create(exact);
        }

        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? JsonValue.Create(value)
            : throw new ManifestSyntaxException(line, $"{text} is too large a number");
    }

    [GeneratedRegex(
        @"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(
        @"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex NotFinite();
}
