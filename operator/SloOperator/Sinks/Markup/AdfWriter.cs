using System.Text;
using System.Text.Json;

namespace SloOperator.Sinks.Markup;

/// <summary>The Atlassian Document Format of Jira Cloud: JSON in which a text is only a text (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/).</summary>
internal static class AdfWriter
{
    /// <param name="document">What is written, as JSON.</param>
    /// <param name="mostBytes">What is longer is cut at a node's edge.</param>
    public static string Write(MarkupDocument document, int mostBytes = MarkupDocument.MostBytes) =>
        FittedText.Write(document, mostBytes, WriteWhole);

    private static string WriteWhole(MarkupDocument document)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("type", "doc");
            json.WriteStartArray("content");
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
                WriteHeading(json, heading);
                break;
            case MarkupBlock.Paragraph paragraph:
                WriteLine(json, "paragraph", paragraph.Line);
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

    private static void WriteHeading(Utf8JsonWriter json, MarkupBlock.Heading heading)
    {
        json.WriteStartObject();
        json.WriteString("type", "heading");
        json.WriteStartObject("attrs");
        json.WriteNumber("level", heading.Level);
        json.WriteEndObject();
        WritePieces(json, heading.Line);
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, string type, MarkupLine line)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        WritePieces(json, line);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, MarkupBlock.BulletList list)
    {
        json.WriteStartObject();
        json.WriteString("type", "bulletList");
        json.WriteStartArray("content");
        foreach (MarkupLine item in list.Items)
        {
            json.WriteStartObject();
            json.WriteString("type", "listItem");
            json.WriteStartArray("content");
            WriteLine(json, "paragraph", item);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A text inside may have no marks.
    private static void WriteCode(Utf8JsonWriter json, MarkupBlock.CodeBlock code)
    {
        json.WriteStartObject();
        json.WriteString("type", "codeBlock");
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", code.Text);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePieces(Utf8JsonWriter json, MarkupLine line)
    {
        json.WriteStartArray("content");
        foreach (MarkupInline piece in line.Pieces)
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", TextOf(piece));
            WriteMark(json, piece);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string TextOf(MarkupInline piece) =>
        piece switch
        {
            MarkupInline.Text text => text.Value,
            MarkupInline.Strong strong => strong.Value,
            MarkupInline.Code code => code.Value,
            MarkupInline.Link link => link.Label,
            _ => throw new ArgumentOutOfRangeException(nameof(piece), piece, "Not in the subset."),
        };

    private static void WriteMark(Utf8JsonWriter json, MarkupInline piece)
    {
        if (piece is MarkupInline.Text)
        {
            return;
        }

        json.WriteStartArray("marks");
        json.WriteStartObject();
        json.WriteString("type", MarkOf(piece));
        if (piece is MarkupInline.Link link)
        {
            json.WriteStartObject("attrs");
            json.WriteString("href", link.Address.Text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string MarkOf(MarkupInline piece) =>
        piece switch
        {
            MarkupInline.Strong => "strong",
            MarkupInline.Code => "code",
            _ => "link",
        };
}
