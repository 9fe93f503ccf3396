using System.Text.Json.Serialization.Metadata;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Where a TeamSLO's status leaves the operator.</summary>
internal sealed class TeamSloPublication(IResourceStore<TeamSlo> store, IEventSink events)
    : StatusPublication<TeamSlo, TeamSloStatus>(store, events)
{
    protected override JsonTypeInfo<TeamSloStatus> TypeInfo => ResourceJson.Default.TeamSloStatus;

    protected override TeamSloStatus? StatusOf(TeamSlo target) => target.Status;

    protected override TeamSlo Make(ObjectMeta metadata, TeamSloStatus? status) =>
        new() { Metadata = metadata, Status = status };

    protected override bool IsMaterial(TeamSloStatus? before, TeamSloStatus after) =>
        MaterialChange.Between(before, after);

    protected override IReadOnlyList<Condition>? ConditionsOf(TeamSloStatus status) =>
        status.Conditions;
}
