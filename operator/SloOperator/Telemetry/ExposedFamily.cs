using System.Buffers;

namespace SloOperator.Telemetry;

/// <summary>All series of one metric name, as a scrape shows them.</summary>
internal abstract class ExposedFamily(MetricHeader header)
{
    public string Name => Header.Name;

    public string Type => Header.Type;

    protected MetricHeader Header { get; } = header;

    /// <summary>Header and samples; nothing at all while there is no sample.</summary>
    public abstract void Write(IBufferWriter<byte> output);
}
