using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

public sealed class AdfWriterTests
{
    [Fact]
    public void A_document_is_written() =>
        AdfWriter
            .Write(
                MarkupDocument.Parse(
                    "## Head\n\nPlain **bold** `code` [a](https://b.test/)\n\n- x\n\n```\nq\nr\n```"
                )
            )
            .ShouldBe(
                """
                {"version":1,"type":"doc","content":[
                {"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Head"}]},
                {"type":"paragraph","content":[{"type":"text","text":"Plain "},
                {"type":"text","text":"bold","marks":[{"type":"strong"}]},{"type":"text","text":" "},
                {"type":"text","text":"code","marks":[{"type":"code"}]},{"type":"text","text":" "},
                {"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"https://b.test/"}}]}]},
                {"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"x"}]}]}]},
                {"type":"codeBlock","content":[{"type":"text","text":"q\nr"}]}]}
                """.ReplaceLineEndings("\n").Replace("\n", "", StringComparison.Ordinal)
            );

    [Fact]
    public void A_text_is_one_node_without_a_mark_and_no_text_is_empty() =>
        Prop.ForAll(
                Hostile.Texts.ToArbitrary(),
                text =>
                {
                    using JsonDocument adf = JsonDocument.Parse(
                        AdfWriter.Write(Hostile.OfText(text))
                    );
                    foreach (JsonElement node in Texts(adf.RootElement))
                    {
                        node.TryGetProperty("marks", out _).ShouldBeFalse();
                        node.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static IEnumerable<JsonElement> Texts(JsonElement node) =>
        node.TryGetProperty("content", out JsonElement content)
            ? content.EnumerateArray().SelectMany(Texts)
            : [node];
}
