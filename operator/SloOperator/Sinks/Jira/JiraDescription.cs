using System.Text.Json.Nodes;
using SloOperator.Http;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Jira;

/// <summary>An issue's text: ours, down to a line that says so, and what people wrote below it, which stays.</summary>
internal static class JiraDescription
{
    public const string Footer =
        "Everything above this line is kept up to date by slo-operator. Write below it.";

    /// <summary>Ours. A text field takes 32,767 characters as it is delivered, people's among them.</summary>
    public const int MostBytes = 24_000;

    private const int LeastBytes = 4_000;
    private const int MostCharacters = 32_000;

    private static readonly MarkupBlock End = new MarkupBlock.Paragraph(
        new MarkupLine([new MarkupInline.Text(Footer)])
    );

    public static JsonNode Write(string subset, JiraDialect dialect) =>
        dialect.Text(MarkupDocument.Parse(subset).Add(End), MostBytes);

    /// <summary>Where somebody removed the line, all that is there is theirs.</summary>
    /// <param name="fields">Of the issue, with its description.</param>
    /// <param name="subset">Our new text.</param>
    /// <param name="dialect">Of the description.</param>
    public static JsonNode Rewrite(JsonRow fields, string subset, JiraDialect dialect) =>
        dialect.IsCloud ? RewriteDocument(fields, subset) : RewriteWiki(fields, subset);

    private static JsonValue RewriteWiki(JsonRow fields, string subset)
    {
        string whole = fields.Text("description") ?? "";
        int end = whole.LastIndexOf(Footer, StringComparison.Ordinal);
        string theirs = whole[(end < 0 ? 0 : end + Footer.Length)..].Trim();
        string ours = WikiWriter.Write(Ours(subset, theirs.Length), MostBytes);
        return JsonValue.Create(theirs.Length == 0 ? ours : $"{ours}\n\n{theirs}");
    }

    private static JsonObject RewriteDocument(JsonRow fields, string subset)
    {
        IReadOnlyList<JsonRow> nodes = fields.Row("description").Rows("content") ?? [];
        JsonArray whole = fields.Row("description").Raw("content") is { } raw
            ? JsonNode.Parse(raw) as JsonArray ?? []
            : [];
        int end = nodes.Count - 1;
        while (end >= 0 && AdfText.Of(nodes[end]) is not Footer)
        {
            end--;
        }

        JsonNode[] theirs =
        [
            .. whole.Skip(end + 1).OfType<JsonNode>().Select(node => node.DeepClone()),
        ];
        int length = theirs.Sum(node => node.ToJsonString().Length);
        var document = (JsonObject)JiraDialect.Cloud.Text(Ours(subset, 0), Room(length));
        foreach (JsonNode node in theirs)
        {
            document["content"]!.AsArray().Add(node);
        }

        return document;
    }

    private static MarkupDocument Ours(string subset, int theirs)
    {
        MarkupDocument document = MarkupDocument.Parse(subset);
        string fitted = FittedText.Write(document, Room(theirs), SubsetWriter.Write);
        return MarkupDocument.Parse(fitted).Add(End);
    }

    private static int Room(int theirs) =>
        Math.Clamp(MostCharacters - theirs, LeastBytes, MostBytes);
}
