using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

/// <summary>Every problem of an OnCallPolicy that can be told without its endpoint.</summary>
internal static class OnCallPolicyValidator
{
    /// <summary>Stands for whatever endpoint is named: it is there, open to everybody and enforces nothing.</summary>
    private static readonly Decoded<PrometheusEndpoint> AnyEndpoint =
        Decoded<PrometheusEndpoint>.FromValue(DefaultEndpoint.From("http://prometheus.invalid"));

    private static readonly OnCallPolicyMapper Mapper = new(_ => AnyEndpoint);

    public static IReadOnlyList<Problem> Validate(OnCallPolicy policy) =>
        Mapper.Map(policy).Problems;
}
