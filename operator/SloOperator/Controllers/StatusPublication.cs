using System.Text.Json.Serialization.Metadata;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>The one place where the status of a kind leaves the operator: written when it changed materially, told as an Event when it is news.</summary>
internal abstract class StatusPublication<T, TStatus>(IResourceStore<T> store, IEventSink events)
    where T : class, IKubernetesObject
    where TStatus : class
{
    private readonly WrittenStatuses<TStatus> _written = new();

    /// <summary>The status published last, whether or not the store has caught up with it; null when there is none.</summary>
    public TStatus? LastPublished(T target) => _written.Latest(target.Metadata, StatusOf(target));

    /// <summary>An object that cannot be decoded, with the status that was written to it as far as this process knows.</summary>
    public T Unreadable(ObjectMeta metadata) => Make(metadata, _written.Find(metadata));

    /// <summary>True when the object's status says so now, written just now or before; false when it is gone or another one.</summary>
    /// <param name="target">As loaded.</param>
    /// <param name="status">What is true now.</param>
    /// <param name="ct">Ends the write.</param>
    public async Task<bool> PublishAsync(T target, TStatus status, CancellationToken ct)
    {
        TStatus? before = LastPublished(target);
        if (!IsMaterial(before, status))
        {
            return true;
        }

        if (!await store.ApplyStatusAsync(target.Metadata, status, TypeInfo, ct))
        {
            return false;
        }

        _written.Keep(target.Metadata, status);
        foreach (
            Condition condition in Transitions.Between(
                before is null ? null : ConditionsOf(before),
                ConditionsOf(status)
            )
        )
        {
            events.Record(
                target,
                Transitions.IsWarning(condition),
                condition.Reason,
                $"{condition.Type} is {condition.Status}: {condition.Message}"
            );
        }

        return true;
    }

    public void Forget(ResourceName name) => _written.Forget(name);

    /// <summary>How the status is written.</summary>
    protected abstract JsonTypeInfo<TStatus> TypeInfo { get; }

    protected abstract TStatus? StatusOf(T target);

    /// <summary>An object of which nothing else is known.</summary>
    protected abstract T Make(ObjectMeta metadata, TStatus? status);

    /// <summary>Whether the difference is worth a write.</summary>
    protected abstract bool IsMaterial(TStatus? before, TStatus after);

    protected abstract IReadOnlyList<Condition>? ConditionsOf(TStatus status);
}
