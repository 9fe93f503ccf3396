using System.Text;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Telemetry;

/// <summary>One objective's figures beside its labels, which are written once and only copied at a scrape.</summary>
internal sealed record ObjectiveFigures(byte[] Labels, ObjectiveSample Sample)
{
    public static ObjectiveFigures Of(ResourceName owner, ObjectiveSample sample)
    {
        ReadOnlySpan<char> labels = new LabelText().Render([
            new("criticality", sample.Criticality),
            new("name", owner.Name),
            new("namespace", owner.Namespace),
            new("objective", sample.Objective),
            new("service", sample.Service),
            new("team", sample.Team),
        ]);
        byte[] text = new byte[Encoding.UTF8.GetByteCount(labels)];
        Encoding.UTF8.GetBytes(labels, text);
        return new ObjectiveFigures(text, sample);
    }
}
