using System.Buffers;
using System.Text;
using SloOperator.Telemetry;

namespace SloOperator.Tests.Telemetry;

public sealed class ChunkedTextTests
{
    [Fact]
    public void Pieces_of_any_size_come_out_in_order()
    {
        var output = new ArrayBufferWriter<byte>();
        var expected = new StringBuilder();
        using (var text = new ChunkedText(output))
        {
            foreach (int length in new[] { 1, 40_000, 3, 32_767, 32_768, 100_000, 0, 7 })
            {
                string piece = new((char)('a' + (length % 26)), length);
                expected.Append(piece);
                text.WriteText(piece);
            }

            text.Flush();
        }

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(expected.ToString());
    }

    [Fact]
    public void Nothing_is_held_back_after_a_flush_and_nothing_comes_twice()
    {
        var output = new ArrayBufferWriter<byte>();
        using var text = new ChunkedText(output);

        text.WriteText("a");
        text.Flush();
        text.Flush();
        text.WriteText("b");

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("a");
    }
}
