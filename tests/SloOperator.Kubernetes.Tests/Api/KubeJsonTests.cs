using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class KubeJsonTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData(""" "\uD83D\uDE00" """, """ "😀" """)]
    [InlineData(""" "\ud83d\ude00" """, """ "😀" """)]
    [InlineData(""" "\u00e9\u003C\/" """, """ "é</" """)]
    [InlineData(""" "\n\t\\\"\u0000\u001f" """, """ "\n\t\\\"\u0000\u001f" """)]
    [InlineData(""" "\u0022\u005C" """, """ "\u0022\u005C" """)]
    [InlineData(
        """ "\u007F\u0085\u009f\u2028\u2029\uFEFF\uFFFE\u00A0" """,
        """ "\u007F\u0085\u009f\u2028\u2029\uFEFF\uFFFE " """
    )]
    [InlineData(""" "\\u00e9 \\/" """, """ "\\u00e9 \\/" """)]
    [InlineData(""" "\uD83D and \uDE00" """, """ "\uD83D and \uDE00" """)]
    [InlineData(""" "\uD83D\n" """, """ "\uD83D\n" """)]
    public void Only_escapes_that_json_requires_are_kept(string json, string raw) =>
        Encoding.UTF8.GetString(KubeJson.Normalise(Encoding.UTF8.GetBytes(json))).ShouldBe(raw);

    [Theory]
    [InlineData("\"\\")]
    [InlineData("\"\\u12")]
    [InlineData("\"\\uD83D\\u12")]
    public void Broken_json_is_passed_on_for_the_server_to_refuse(string json) =>
        Encoding.UTF8.GetString(KubeJson.Normalise(Encoding.UTF8.GetBytes(json))).ShouldBe(json);

    [Fact]
    public void Any_text_means_the_same_afterwards() =>
        Prop.ForAll<string?>(text =>
            {
                // Lone surrogates are no text; the serializer replaces them before this is reached.
                string whole =
                    Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")) + "/😀\"\\";
                var widget = new Widget { Spec = new WidgetSpec { Note = whole } };

                byte[] json = KubeJson.Encode(widget, WidgetJson.Default.Widget);

                string? read = JsonSerializer
                    .Deserialize(json, WidgetJson.Default.Widget)
                    ?.Spec?.Note;
                return string.Equals(read, whole, StringComparison.Ordinal)
                    && json.AsSpan().IndexOf("/😀"u8) > 0;
            })
            .QuickCheckThrowOnFailure();
}
