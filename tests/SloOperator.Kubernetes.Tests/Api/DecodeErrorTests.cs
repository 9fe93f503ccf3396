using System.Buffers;
using System.Text;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class DecodeErrorTests
{
    [Theory]
    [InlineData("""{"spec":{"size":{"a":1}}}""", "$.spec.size: found {\"a\":1}: Cannot get")]
    [InlineData("""{"spec":7}""", "$.spec: found 7: ")]
    [InlineData(
        """{"metadata":{"labels":{"a.b/c":[1]}}}""",
        "$.metadata.labels['a.b/c']: found [1]: "
    )]
    [InlineData(
        """{"metadata":{"finalizers":["a",{"b":2}]}}""",
        "$.metadata.finalizers[1]: found {\"b\":2}: "
    )]
    [InlineData(
        """{"metadata":{"creationTimestamp":"soon"}}""",
        "$.metadata.creationTimestamp: found \"soon\": 'soon' is not"
    )]
    [InlineData("""[1]""", "$: not of the type expected here")]
    [InlineData("""{"metadata":null}""", "$.metadata: missing")]
    [InlineData(
        """{"spec":{"size":1,"parts":[{}]}}""",
        "$.spec.parts[0]: found {}: missing required properties including: 'label'."
    )]
    [InlineData("""{"spec":{"parts":[{"label":7}]}}""", "$.spec.parts[0].label: found 7: ")]
    [InlineData("""{"spec":{"parts":[{"label":"forbidden"}]}}""", "$: forbidden")]
    public void An_error_says_the_path_and_what_was_found(string json, string error) =>
        Decode(json).Error.ShouldStartWith(error);

    [Fact]
    public void A_long_value_is_cut_short()
    {
        string error = Decode($$$"""{"spec":{"size":"{{{new string('x', 500)}}}"}}""").Error!;

        error.ShouldContain("xxx…: ");
        error.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Broken_metadata_still_gives_the_identity()
    {
        Decoded<Widget> decoded = Decode(
            """{"metadata":{"name":"w","namespace":"ns","uid":"u","resourceVersion":"9","labels":7}}"""
        );

        decoded.Value.ShouldBeNull();
        decoded.Name.ToString().ShouldBe("ns/w");
        (decoded.Metadata.Uid, decoded.Metadata.ResourceVersion).ShouldBe(("u", "9"));
    }

    private static Decoded<Widget> Decode(string json) =>
        ObjectDecoder.Decode(
            new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)),
            WidgetJson.Default.Widget
        );
}
