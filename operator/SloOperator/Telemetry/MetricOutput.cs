using System.Buffers;
using System.Globalization;
using System.Text;

namespace SloOperator.Telemetry;

/// <summary>Writes text and numbers as the exposition wants them.</summary>
internal static class MetricOutput
{
    public static void WriteText(this IBufferWriter<byte> output, ReadOnlySpan<char> text) =>
        Encoding.UTF8.GetBytes(text, output);

    /// <summary>The shortest form that reads back as the same number.</summary>
    public static void WriteNumber(this IBufferWriter<byte> output, double value)
    {
        const int longest = 32;
        value.TryFormat(
            output.GetSpan(longest),
            out int written,
            default,
            CultureInfo.InvariantCulture
        );
        output.Advance(written);
    }

    /// <summary>One line: name and suffix, the labels without braces, the value.</summary>
    public static void WriteSample(
        this IBufferWriter<byte> output,
        string name,
        ReadOnlySpan<char> labels,
        double value
    )
    {
        output.WriteText(name);
        if (!labels.IsEmpty)
        {
            output.WriteText("{");
            output.WriteText(labels);
            output.WriteText("}");
        }

        output.WriteText(" ");
        output.WriteNumber(value);
        output.WriteText("\n");
    }
}
