using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Store;

/// <summary>Events as kubectl describe shows them.</summary>
internal sealed class KubernetesEvents(EventRecorder recorder) : IEventSink
{
    private const string Action = "Evaluate";

    public void Record(IKubernetesObject regarding, bool isWarning, string reason, string note) =>
        recorder.Record(
            ReferenceTo(regarding),
            isWarning ? EventType.Warning : EventType.Normal,
            reason,
            note,
            Action
        );

    /// <summary>List items come without kind and version, so the kind is told by the type.</summary>
    private static ObjectReference ReferenceTo(IKubernetesObject regarding) =>
        regarding is PrometheusEndpoint
            ? ObjectReference.To(ResourceKinds.PrometheusEndpoint, regarding.Metadata)
            : ObjectReference.To(ResourceKinds.TeamSlo, regarding.Metadata);
}
