using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers;

/// <summary>Joins the load of a rotation to the service that its people answer for; pure.</summary>
internal static class TeamLoad
{
    /// <summary>Null where the TeamSLO names no policy.</summary>
    /// <param name="slo">Whose load it is.</param>
    /// <param name="find">Null while the policies were not read: then none of them is known to be missing.</param>
    public static TeamLoadStatus? Of(
        TeamObjectives slo,
        Func<ResourceName, Decoded<OnCallPolicy>?>? find
    )
    {
        if (slo.OnCallPolicy is not { } name)
        {
            return null;
        }

        if (find is null)
        {
            return Unknown(name, "the OnCallPolicies were not read yet");
        }

        return find(new ResourceName(slo.Owner.Namespace, name)) is { } found
            ? Describe(name, found.Value?.Status)
            : Unknown(name, $"no OnCallPolicy {name} is in the namespace of this TeamSLO");
    }

    private static TeamLoadStatus Describe(string name, OnCallPolicyStatus? status) =>
        status?.Summary?.Load is { } load
            ? new TeamLoadStatus
            {
                Policy = name,
                Load = load,
                Pages = status.Incidents?.Lower,
                IncidentsPer12h = status.IncidentsPer12h,
            }
            : Unknown(name, $"the OnCallPolicy {name} was not evaluated yet");

    private static TeamLoadStatus Unknown(string name, string message) =>
        new()
        {
            Policy = name,
            Load = nameof(LoadLevel.Unknown),
            Message = message,
        };
}
