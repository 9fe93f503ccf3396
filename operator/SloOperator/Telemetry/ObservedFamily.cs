using System.Buffers;

namespace SloOperator.Telemetry;

/// <summary>
/// A family that is asked for its series at each scrape, so that a series ends with its owner. The lines are kept as bytes in one
/// buffer: tens of thousands of strings a scrape would be the program's largest source of garbage.
/// </summary>
internal sealed class ObservedFamily(MetricHeader header, int maxSeries)
    : MetricFamily(header, maxSeries)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<Line> _lines = [];

    public override void BeginScrape()
    {
        lock (Gate)
        {
            _text.ResetWrittenCount();
            _lines.Clear();
        }
    }

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (Gate)
        {
            if (_lines.Count == MaxSeries)
            {
                Dropped++;
                return;
            }

            int start = _text.WrittenCount;
            ReadOnlySpan<char> labels = Labels.Render(tags);
            _text.WriteText(labels);
            _lines.Add(new Line(start, _text.WrittenCount - start, value));
        }
    }

    public override void Write(IBufferWriter<byte> output)
    {
        lock (Gate)
        {
            if (_lines.Count == 0)
            {
                return;
            }

            Header.Write(output);
            _lines.Sort(Compare);
            WriteLines(output);
        }
    }

    /// <summary>Two observations of one series would make the whole exposition invalid: the first in order is kept.</summary>
    private void WriteLines(IBufferWriter<byte> output)
    {
        for (int index = 0; index < _lines.Count; index++)
        {
            if (index == 0 || !LabelsOf(_lines[index]).SequenceEqual(LabelsOf(_lines[index - 1])))
            {
                WriteLine(output, _lines[index]);
            }
        }
    }

    private void WriteLine(IBufferWriter<byte> output, Line line)
    {
        output.WriteText(Name);
        if (line.Length > 0)
        {
            output.Write("{"u8);
            output.Write(LabelsOf(line));
            output.Write("}"u8);
        }

        output.Write(" "u8);
        output.WriteNumber(line.Value);
        output.Write("\n"u8);
    }

    private int Compare(Line left, Line right)
    {
        int order = LabelsOf(left).SequenceCompareTo(LabelsOf(right));
        return order != 0 ? order : left.Start.CompareTo(right.Start);
    }

    private ReadOnlySpan<byte> LabelsOf(Line line) =>
        _text.WrittenSpan.Slice(line.Start, line.Length);

    private readonly record struct Line(int Start, int Length, double Value);
}
