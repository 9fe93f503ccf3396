using System.Text.Json.Serialization.Metadata;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Where an OnCallPolicy's status leaves the operator.</summary>
internal sealed class OnCallPublication(IResourceStore<OnCallPolicy> store, IEventSink events)
    : StatusPublication<OnCallPolicy, OnCallPolicyStatus>(store, events)
{
    protected override JsonTypeInfo<OnCallPolicyStatus> TypeInfo =>
        ResourceJson.Default.OnCallPolicyStatus;

    protected override OnCallPolicyStatus? StatusOf(OnCallPolicy target) => target.Status;

    protected override OnCallPolicy Make(ObjectMeta metadata, OnCallPolicyStatus? status) =>
        new() { Metadata = metadata, Status = status };

    protected override bool IsMaterial(OnCallPolicyStatus? before, OnCallPolicyStatus after) =>
        OnCallChange.IsMaterial(before, after);

    protected override IReadOnlyList<Condition>? ConditionsOf(OnCallPolicyStatus status) =>
        status.Conditions;
}
