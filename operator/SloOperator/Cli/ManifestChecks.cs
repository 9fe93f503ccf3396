using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>Everything that is wrong with a set of manifests, as far as it can be told without a server; pure.</summary>
internal static class ManifestChecks
{
    public static IReadOnlyList<ManifestProblem> Find(
        ManifestSet manifests,
        bool allowPrivateSinks
    ) =>
        [
            .. manifests.Problems,
            .. manifests.Slos.SelectMany(slo =>
                Describe(slo, value => TeamSloValidator.Validate(value, manifests.FindPolicy))
            ),
            .. manifests.OnCallPolicies.SelectMany(policy =>
                Describe(
                    policy,
                    value => OnCallPolicyValidator.Validate(value, manifests.FindPolicy)
                )
            ),
            .. manifests.Endpoints.SelectMany(endpoint =>
                Describe(endpoint, PrometheusEndpointValidator.Validate)
            ),
            .. manifests.Policies.SelectMany(policy =>
                Describe(policy, ErrorBudgetPolicyValidator.Validate)
            ),
            .. manifests.Exceptions.SelectMany(exception =>
                Describe(exception, BudgetExceptionValidator.Validate)
            ),
            .. manifests.Sinks.SelectMany(sink =>
                Describe(sink, value => TicketSinkValidator.Validate(value, allowPrivateSinks))
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
