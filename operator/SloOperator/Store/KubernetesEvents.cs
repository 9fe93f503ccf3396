using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;

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
    private static ObjectReference ReferenceTo(IKubernetesObject regarding)
    {
        return regarding switch
        {
            PrometheusEndpoint => To(ResourceKinds.PrometheusEndpoint),
            OnCallPolicy => To(ResourceKinds.OnCallPolicy),
            ErrorBudgetPolicy => To(ResourceKinds.ErrorBudgetPolicy),
            BudgetException => To(ResourceKinds.BudgetException),
            TicketSink => To(ResourceKinds.TicketSink),
            ReliabilityTicket => To(ResourceKinds.ReliabilityTicket),
            _ => To(ResourceKinds.TeamSlo),
        };

        ObjectReference To<T>(ResourceDefinition<T> kind)
            where T : class, IKubernetesObject => ObjectReference.To(kind, regarding.Metadata);
    }
}
