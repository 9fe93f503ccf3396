using System.Text;
using System.Text.Json;

namespace SloOperator.Sinks.Markup;

/// <summary>
/// Slack's rich_text block: JSON in which a text is only a text (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block/).
/// Slack's mrkdwn is not written: it knows no escape for its *, _, ~ and ` and for :emoji:, so a name could format what follows it.
/// </summary>
internal static class RichTextWriter
{
    private const string Gap = "\n";

    /// <param name="document">What is written, as JSON.</param>
    /// <param name="mostBytes">What is longer is cut at a node's edge.</param>
    public static string Write(MarkupDocument document, int mostBytes = MarkupDocument.MostBytes) =>
        FittedText.Write(document, mostBytes, WriteWhole);

    /// <summary>For the places that only know mrkdwn, such as the text of a notification: what could mention or link is escaped (https://docs.slack.dev/messaging/formatting-message-text/#escaping).</summary>
    public static string Escape(string text) =>
        OneLine
            .Of(text)
            .Trim()
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string WriteWhole(MarkupDocument document)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", "rich_text");
            json.WriteStartArray("elements");
            foreach (MarkupBlock block in document.Blocks)
            {
                WriteBlock(json, block);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteBlock(Utf8JsonWriter json, MarkupBlock block)
    {
        switch (block)
        {
            case MarkupBlock.Heading heading:
                WriteSection(json, heading.Line, isHeading: true);
                break;
            case MarkupBlock.Paragraph paragraph:
                WriteSection(json, paragraph.Line, isHeading: false);
                break;
            case MarkupBlock.BulletList list:
                WriteList(json, list);
                break;
            case MarkupBlock.CodeBlock code:
                WriteCode(json, code);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "Not in the subset.");
        }
    }

    // Slack has no headings; a bold line after a gap is one to the eye.
    private static void WriteSection(Utf8JsonWriter json, MarkupLine line, bool isHeading)
    {
        Start(json, "rich_text_section");
        if (isHeading)
        {
            WriteText(json, Gap, null);
        }

        WritePieces(json, line, isHeading);
        WriteText(json, Gap, null);
        End(json);
    }

    private static void WriteList(Utf8JsonWriter json, MarkupBlock.BulletList list)
    {
        json.WriteStartObject();
        json.WriteString("type", "rich_text_list");
        json.WriteString("style", "bullet");
        json.WriteStartArray("elements");
        foreach (MarkupLine item in list.Items)
        {
            Start(json, "rich_text_section");
            WritePieces(json, item, isBold: false);
            End(json);
        }

        End(json);
    }

    private static void WriteCode(Utf8JsonWriter json, MarkupBlock.CodeBlock code)
    {
        Start(json, "rich_text_preformatted");
        WriteText(json, code.Text, null);
        End(json);
    }

    private static void WritePieces(Utf8JsonWriter json, MarkupLine line, bool isBold)
    {
        foreach (MarkupInline piece in line.Pieces)
        {
            switch (piece)
            {
                case MarkupInline.Text text:
                    WriteText(json, text.Value, isBold ? "bold" : null);
                    break;
                case MarkupInline.Strong strong:
                    WriteText(json, strong.Value, "bold");
                    break;
                case MarkupInline.Code code:
                    WriteText(json, code.Value, "code");
                    break;
                case MarkupInline.Link link:
                    WriteLink(json, link);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(
                        nameof(line),
                        piece,
                        "Not in the subset."
                    );
            }
        }
    }

    private static void WriteText(Utf8JsonWriter json, string text, string? style)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        if (style is not null)
        {
            json.WriteStartObject("style");
            json.WriteBoolean(style, true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, MarkupInline.Link link)
    {
        json.WriteStartObject();
        json.WriteString("type", "link");
        json.WriteString("url", link.Address.Text);
        json.WriteString("text", link.Label);
        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartArray("elements");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
