using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SloOperator.Store;

/// <summary>JSON to YAML as people write it: block style, quotes only where a plain word could be read as something else, texts of several lines as they are.</summary>
internal static partial class YamlWriter
{
    private static readonly EmitterSettings Layout = new EmitterSettings()
        .WithBestWidth(int.MaxValue)
        .WithNewLine("\n");

    // What some YAML reader takes for no text: booleans of YAML 1.1 and nulls.
    private static readonly HashSet<string> NotPlain = new(
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>A document each.</summary>
    public static void Write(IReadOnlyList<JsonElement> documents, TextWriter output)
    {
        var emitter = new Emitter(output, Layout);
        emitter.Emit(new StreamStart());
        for (int index = 0; index < documents.Count; index++)
        {
            emitter.Emit(new DocumentStart(null, null, isImplicit: index == 0));
            Write(emitter, documents[index]);
            emitter.Emit(new DocumentEnd(isImplicit: true));
        }

        emitter.Emit(new StreamEnd());
    }

    private static void Write(Emitter emitter, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMapping(emitter, element);
                break;
            case JsonValueKind.Array:
                emitter.Emit(
                    new SequenceStart(default, default, isImplicit: true, SequenceStyle.Block)
                );
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                string text = element.GetString()!;
                emitter.Emit(Text(text, StyleOf(text)));
                break;
            default:
                emitter.Emit(Text(element.GetRawText(), ScalarStyle.Plain));
                break;
        }
    }

    private static void WriteMapping(Emitter emitter, JsonElement element)
    {
        emitter.Emit(new MappingStart(default, default, isImplicit: true, MappingStyle.Block));
        foreach (JsonProperty property in element.EnumerateObject())
        {
            emitter.Emit(Text(property.Name, StyleOf(property.Name)));
            Write(emitter, property.Value);
        }

        emitter.Emit(new MappingEnd());
    }

    private static ScalarStyle StyleOf(string text) =>
        PlainWord().IsMatch(text) && !NotPlain.Contains(text) ? ScalarStyle.Plain
        : Lines().IsMatch(text) ? ScalarStyle.Literal
        : OneLine().IsMatch(text) ? ScalarStyle.SingleQuoted
        : ScalarStyle.DoubleQuoted;

    private static Scalar Text(string text, ScalarStyle style) =>
        new(
            default,
            default,
            text,
            style,
            isPlainImplicit: style is ScalarStyle.Plain,
            isQuotedImplicit: style is not ScalarStyle.Plain
        );

    [GeneratedRegex(@"^[A-Za-z_]([A-Za-z0-9_./:-]*[A-Za-z0-9_])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex PlainWord();

    /// <summary>Each with something in it, and nothing at its ends that could be lost.</summary>
    [GeneratedRegex(
        @"^[!-~]([ -~]*[!-~])?(\n[!-~]([ -~]*[!-~])?)+\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Lines();

    [GeneratedRegex(@"^[ -~×]*\z")]
    private static partial Regex OneLine();
}
