using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Policy;

namespace SloOperator.Resources.OnCall;

/// <summary>Every problem of an OnCallPolicy that can be told without its endpoint, and without a policy that is not at hand.</summary>
internal static class OnCallPolicyValidator
{
    /// <summary>Stands for whatever endpoint is named: it is there, open to everybody and enforces nothing.</summary>
    private static readonly Decoded<PrometheusEndpoint> AnyEndpoint =
        Decoded<PrometheusEndpoint>.FromValue(DefaultEndpoint.From("http://prometheus.invalid"));

    public static IReadOnlyList<Problem> Validate(OnCallPolicy policy) =>
        Validate(policy, _ => null);

    /// <param name="policy">As written.</param>
    /// <param name="policies">Those at hand; what they do not know is taken to be there and to ask for nothing.</param>
    public static IReadOnlyList<Problem> Validate(OnCallPolicy policy, PolicyLookup policies) =>
        new OnCallPolicyMapper(_ => AnyEndpoint, AnyPolicy.Behind(policies)).Map(policy).Problems;
}
