using System.Security.Cryptography;
using System.Text;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Jira;

/// <summary>A comment with a reference at its end, by which a second attempt at it is known. Jira has no text that nobody sees.</summary>
internal static class JiraComment
{
    private const int KeyDigits = 12;

    public static MarkupDocument Write(TicketComment comment) =>
        MarkupDocument
            .Parse(comment.Text)
            .Add(
                new MarkupBlock.Paragraph(
                    new MarkupLine([new MarkupInline.Code(Reference(comment.Key))])
                )
            );

    /// <summary>True: the row is that comment.</summary>
    public static bool Is(JsonRow row, string key) =>
        (row.Text("body") ?? AdfText.Of(row.Row("body"))).Contains(
            Reference(key),
            StringComparison.Ordinal
        );

    // Keys are other people's business: what is written is only good for telling one from another.
    private static string Reference(string key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return $"slo-operator {Convert.ToHexStringLower(hash)[..KeyDigits]}";
    }
}
