using System.Buffers;

namespace SloOperator.Telemetry;

/// <summary>What stands above a family's samples: its name, Prometheus type and help text.</summary>
internal sealed record MetricHeader(string Name, string Type, string? Help)
{
    public void Write(IBufferWriter<byte> output)
    {
        if (!string.IsNullOrEmpty(Help))
        {
            output.WriteText("# HELP ");
            output.WriteText(Name);
            output.WriteText(" ");
            output.WriteText(
                Help.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal)
            );
            output.WriteText("\n");
        }

        output.WriteText("# TYPE ");
        output.WriteText(Name);
        output.WriteText(" ");
        output.WriteText(Type);
        output.WriteText("\n");
    }
}
