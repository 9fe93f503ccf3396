using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

public sealed class YamlWriterTests
{
    [Fact]
    public void Plain_words_stand_plain_and_others_in_quotes() =>
        Write(
                """{"a": "word", "b": "a b", "c": "yes", "d": "1m", "e": "it's", "f": "a:b:5m", "g": "é\t"}"""
            )
            .ShouldBe("a: word\nb: 'a b'\nc: 'yes'\nd: '1m'\ne: 'it''s'\nf: a:b:5m\ng: \"é\t\"\n");

    [Fact]
    public void Texts_of_several_lines_stand_as_they_are() =>
        Write("""{"expr": "a > 1\nand\nb > 1", "next": "x"}""")
            .ShouldBe("expr: |-\n  a > 1\n  and\n  b > 1\nnext: x\n");

    [Fact]
    public void Lists_numbers_and_empty_things_are_written() =>
        Write("""{"list": [1, true, null, {"a": []}], "none": {}}""")
            .ShouldBe("list:\n- 1\n- true\n- null\n- a: []\nnone: {}\n");

    [Fact]
    public void Whatever_is_written_reads_back_as_it_was() =>
        Prop.ForAll<string, string, string>((a, b, c) => ReadsBack(a ?? "", b ?? "", c ?? ""))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("a\n")]
    [InlineData("a\n\nb")]
    [InlineData("a \nb")]
    [InlineData("# a")]
    [InlineData("- a")]
    [InlineData("~")]
    [InlineData("=")]
    [InlineData("<<")]
    [InlineData("1e3")]
    [InlineData("a: b")]
    [InlineData("{{ $value }}")]
    [InlineData("Größe × 😀")]
    public void Texts_that_could_be_something_else_read_back(string text) =>
        ReadsBack(text, text, text).ShouldBeTrue();

    private static bool ReadsBack(params string[] texts)
    {
        if (texts.Any(text => text.Any(c => c is '\0' || char.IsSurrogate(c)) && !IsWhole(text)))
        {
            return true;
        }

        var json = new JsonObject
        {
            ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)JsonValue.Create(text)!)]),
        };
        using var reader = new YamlReader(Write(json.ToJsonString()));
        reader.ReadDocument().ShouldBeTrue();
        return JsonNode.DeepEquals(reader.Root, json);
    }

    private static bool IsWhole(string text) =>
        !text.Contains('\0', StringComparison.Ordinal)
        && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static string Write(string json)
    {
        using var output = new StringWriter();
        using var document = JsonDocument.Parse(json);
        YamlWriter.Write([document.RootElement], output);
        return output.ToString();
    }
}
