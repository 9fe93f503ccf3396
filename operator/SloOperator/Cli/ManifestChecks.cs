using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>Everything that is wrong with a set of manifests, as far as it can be told without a server; pure.</summary>
internal static class ManifestChecks
{
    public static IReadOnlyList<ManifestProblem> Find(ManifestSet manifests) =>
        [
            .. manifests.Problems,
            .. manifests.Slos.SelectMany(slo => Describe(slo, TeamSloValidator.Validate)),
            .. manifests.OnCallPolicies.SelectMany(policy =>
                Describe(policy, OnCallPolicyValidator.Validate)
            ),
            .. manifests.Endpoints.SelectMany(endpoint =>
                Describe(endpoint, PrometheusEndpointValidator.Validate)
            ),
        ];

    private static IEnumerable<ManifestProblem> Describe<T>(
        Located<T> located,
        Func<T, IReadOnlyList<Problem>> validate
    )
        where T : class, IKubernetesObject
    {
        IEnumerable<string> unread = located.Object.Error?.Split('\n') ?? [];
        IEnumerable<string> found = located.Readable is { } value
            ? validate(value).Select(problem => problem.ToString())
            : [];
        ManifestDocument document = located.Document;
        return unread
            .Concat(found)
            .Select(problem => new ManifestProblem(
                document.Path,
                document.Line,
                $"{document.Kind} {located.Object.Name}: {problem}"
            ));
    }
}
