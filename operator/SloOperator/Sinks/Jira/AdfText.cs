using SloOperator.Http;

namespace SloOperator.Sinks.Jira;

/// <summary>The words of a node of an Atlassian document.</summary>
internal static class AdfText
{
    // Deeper than any document that people write.
    private const int Deepest = 16;

    public static string Of(JsonRow node) => Of(node, Deepest);

    private static string Of(JsonRow node, int depth) =>
        depth == 0
            ? ""
            : node.Text("text")
                ?? string.Concat(
                    (node.Rows("content") ?? []).Select(child => Of(child, depth - 1))
                );
}
