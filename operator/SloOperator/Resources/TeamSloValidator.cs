using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Policy;

namespace SloOperator.Resources;

/// <summary>Every problem of a TeamSLO that can be told without its endpoint, and without a policy that is not at hand.</summary>
internal static class TeamSloValidator
{
    /// <summary>Stands for whatever endpoint is named: it is there, open to everybody and enforces nothing.</summary>
    private static readonly Decoded<PrometheusEndpoint> AnyEndpoint =
        Decoded<PrometheusEndpoint>.FromValue(DefaultEndpoint.From("http://prometheus.invalid"));

    public static IReadOnlyList<Problem> Validate(TeamSlo slo) => Validate(slo, _ => null);

    /// <param name="slo">As written.</param>
    /// <param name="policies">Those at hand; what they do not know is taken to be there and to ask for nothing.</param>
    public static IReadOnlyList<Problem> Validate(TeamSlo slo, PolicyLookup policies) =>
        new TeamSloMapper(_ => AnyEndpoint, AnyPolicy.Behind(policies)).Map(slo).Problems;
}
