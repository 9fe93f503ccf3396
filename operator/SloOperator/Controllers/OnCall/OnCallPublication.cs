using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>The one place where an OnCallPolicy's status leaves the operator: written when it changed materially, told as an Event when it is news.</summary>
internal sealed class OnCallPublication(IResourceStore<OnCallPolicy> store, IEventSink events)
{
    private readonly WrittenStatuses<OnCallPolicyStatus> _written = new();

    /// <summary>The status published last, whether or not the store has caught up with it; null when there is none.</summary>
    public OnCallPolicyStatus? LastPublished(OnCallPolicy policy) =>
        _written.Latest(policy.Metadata, policy.Status);

    /// <summary>An object that cannot be decoded, with the status that was written to it as far as this process knows.</summary>
    public OnCallPolicy Unreadable(ObjectMeta metadata) =>
        new() { Metadata = metadata, Status = _written.Find(metadata) };

    /// <summary>True when the object's status says so now, written just now or before; false when it is gone or another one.</summary>
    /// <param name="policy">As loaded.</param>
    /// <param name="status">What is true now.</param>
    /// <param name="ct">Ends the write.</param>
    public async Task<bool> PublishAsync(
        OnCallPolicy policy,
        OnCallPolicyStatus status,
        CancellationToken ct
    )
    {
        OnCallPolicyStatus? before = LastPublished(policy);
        if (!OnCallChange.IsMaterial(before, status))
        {
            return true;
        }

        bool isWritten = await store.ApplyStatusAsync(
            policy.Metadata,
            status,
            ResourceJson.Default.OnCallPolicyStatus,
            ct
        );
        if (!isWritten)
        {
            return false;
        }

        _written.Keep(policy.Metadata, status);
        foreach (Condition condition in Transitions.Between(before?.Conditions, status.Conditions))
        {
            events.Record(
                policy,
                Transitions.IsWarning(condition),
                condition.Reason,
                $"{condition.Type} is {condition.Status}: {condition.Message}"
            );
        }

        return true;
    }

    public void Forget(ResourceName name) => _written.Forget(name);
}
