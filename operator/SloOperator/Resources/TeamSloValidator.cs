using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>Every problem of a TeamSLO that can be told without its endpoint.</summary>
internal static class TeamSloValidator
{
    /// <summary>Stands for whatever endpoint is named: it is there, open to everybody and enforces nothing.</summary>
    private static readonly Decoded<PrometheusEndpoint> AnyEndpoint =
        Decoded<PrometheusEndpoint>.FromValue(DefaultEndpoint.From("http://prometheus.invalid"));

    private static readonly TeamSloMapper Mapper = new(_ => AnyEndpoint);

    public static IReadOnlyList<Problem> Validate(TeamSlo slo) => Mapper.Map(slo).Problems;
}
