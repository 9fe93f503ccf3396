using System.Text.Json.Serialization.Metadata;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>The status of a kind that is either usable or not.</summary>
/// <param name="store">Of the kind.</param>
/// <param name="events">Where news are told.</param>
/// <param name="statusOf">What an object shows.</param>
/// <param name="make">An object of which nothing else is known.</param>
internal sealed class ReadyPublication<T>(
    IResourceStore<T> store,
    IEventSink events,
    Func<T, ReadyStatus?> statusOf,
    Func<ObjectMeta, ReadyStatus?, T> make
) : StatusPublication<T, ReadyStatus>(store, events)
    where T : class, IKubernetesObject
{
    protected override JsonTypeInfo<ReadyStatus> TypeInfo => ResourceJson.Default.ReadyStatus;

    protected override ReadyStatus? StatusOf(T target) => statusOf(target);

    protected override T Make(ObjectMeta metadata, ReadyStatus? status) => make(metadata, status);

    protected override bool IsMaterial(ReadyStatus? before, ReadyStatus after) =>
        before?.ObservedGeneration != after.ObservedGeneration
        || MaterialChange.Differ(before?.Conditions, after.Conditions);

    protected override IReadOnlyList<Condition>? ConditionsOf(ReadyStatus status) =>
        status.Conditions;
}
