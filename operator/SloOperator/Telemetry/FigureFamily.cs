using System.Buffers;

namespace SloOperator.Telemetry;

/// <summary>
/// A gauge of every owner's figures, written straight from them: a fleet has tens of thousands of these series, and as measurements
/// of a meter each would hold its labels again. They end with their owner, so there is no limit to keep.
/// </summary>
/// <param name="header">Of the gauge.</param>
/// <param name="samples">Everybody's figures at this moment.</param>
/// <param name="figures">The values of one: each with the name and the value of a label of its own, or null.</param>
internal sealed class FigureFamily<TSample>(
    MetricHeader header,
    Func<IEnumerable<Labelled<TSample>>> samples,
    Func<TSample, IEnumerable<(KeyValuePair<string, string>? Label, double? Value)>> figures
) : ExposedFamily(header)
{
    public override void Write(IBufferWriter<byte> output)
    {
        bool isBegun = false;
        foreach (Labelled<TSample> labelled in samples())
        {
            foreach (
                (KeyValuePair<string, string>? label, double? value) in figures(labelled.Sample)
            )
            {
                if (value is not { } known || !double.IsFinite(known))
                {
                    continue;
                }

                if (!isBegun)
                {
                    Header.Write(output);
                    isBegun = true;
                }

                WriteLine(output, labelled.Labels, label, known);
            }
        }
    }

    private void WriteLine(
        IBufferWriter<byte> output,
        byte[] labels,
        KeyValuePair<string, string>? label,
        double value
    )
    {
        output.WriteText(Name);
        output.Write("{"u8);
        output.Write(labels);
        if (label is { } own)
        {
            output.Write(","u8);
            output.WriteText(own.Key);
            output.Write("=\""u8);
            output.WriteText(own.Value);
            output.Write("\""u8);
        }

        output.Write("} "u8);
        output.WriteNumber(value);
        output.Write("\n"u8);
    }
}
