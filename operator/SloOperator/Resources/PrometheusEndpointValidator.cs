namespace SloOperator.Resources;

/// <summary>Every problem of a PrometheusEndpoint that can be told without asking it.</summary>
internal static class PrometheusEndpointValidator
{
    public static IReadOnlyList<Problem> Validate(PrometheusEndpoint endpoint) =>
        PrometheusEndpointMapper.Map(endpoint).Problems;
}
