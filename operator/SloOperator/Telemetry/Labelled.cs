using System.Text;

namespace SloOperator.Telemetry;

/// <summary>Figures beside their labels, which are written once and only copied at a scrape.</summary>
internal sealed record Labelled<TSample>(byte[] Labels, TSample Sample)
{
    /// <param name="sample">The figures of one moment.</param>
    /// <param name="labels">In any order.</param>
    public static Labelled<TSample> Of(
        TSample sample,
        params ReadOnlySpan<KeyValuePair<string, object?>> labels
    )
    {
        ReadOnlySpan<char> rendered = new LabelText().Render(labels);
        byte[] text = new byte[Encoding.UTF8.GetByteCount(rendered)];
        Encoding.UTF8.GetBytes(rendered, text);
        return new Labelled<TSample>(text, sample);
    }
}
