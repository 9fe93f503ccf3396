using System.Globalization;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>Reads the status of an OnCallPolicy from the API server.</summary>
internal static class LoadReading
{
    /// <summary>Asks for a pass and looks, until the status of the present spec satisfies; gives that status.</summary>
    public static async Task<OnCallPolicyStatus> LoadAsync(
        this TeamNamespace team,
        string policy,
        Action<OnCallPolicyStatus> assertion
    )
    {
        OnCallPolicyStatus? seen = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                await team.Operator.CollectPagesAsync();
                OnCallPolicy found = (
                    await team.OnCallPolicies.GetAsync(
                        new ResourceName(team.Name, policy),
                        CancellationToken.None
                    )
                ).ShouldNotBeNull();
                seen = found.Status.ShouldNotBeNull();
                seen.ObservedGeneration.ShouldBe(found.Metadata.Generation);
                assertion(seen);
            },
            PagedShop.Deadline
        );
        return seen!;
    }

    public static long? Pages(this OnCallPolicyStatus status) =>
        status.Incidents.ShouldNotBeNull().Lower;

    public static decimal AlertsEach(this OnCallPolicyStatus status) =>
        decimal.Parse(status.AlertsPerIncident.ShouldNotBeNull(), CultureInfo.InvariantCulture);
}
