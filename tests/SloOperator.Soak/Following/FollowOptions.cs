using SloOperator.Kubernetes.Api;

namespace SloOperator.Soak.Following;

/// <summary>Which objects a follower follows, how, and by which clock.</summary>
internal sealed record FollowOptions(KubeClient Client, string Namespace, TimeProvider Time)
{
    /// <summary>Also on the objects of cluster-scoped kinds, which no namespace tells apart.</summary>
    public const string ScopeLabel = "soak.slo-operator.dev/scope";

    /// <summary>Of one reconcile, at most.</summary>
    public TimeSpan LongestWork { get; init; } = TimeSpan.FromMilliseconds(4);

    public string LabelSelector => $"{ScopeLabel}={Namespace}";

    public static IReadOnlyDictionary<string, string> LabelsOf(string scope) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [ScopeLabel] = scope };
}
