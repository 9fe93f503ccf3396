using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>Where people read what happened to an object: Kubernetes Events, or the log in standalone mode. Never throws, never waits.</summary>
internal interface IEventSink
{
    /// <param name="regarding">The object it happened to.</param>
    /// <param name="isWarning">Whether somebody should look.</param>
    /// <param name="reason">One of <see cref="ConditionReasons"/>.</param>
    /// <param name="note">For people.</param>
    void Record(IKubernetesObject regarding, bool isWarning, string reason, string note);
}
