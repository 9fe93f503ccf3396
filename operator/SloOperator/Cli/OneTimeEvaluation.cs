using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>The operator's pipeline run once, over manifests and up to a table.</summary>
internal sealed class OneTimeEvaluation(EvaluateOptions options, TimeProvider time)
{
    private const string OperatorNamespace = "slo-operator";

    public async Task<int> RunAsync(TextWriter output, TextWriter error, CancellationToken ct)
    {
        DateTimeOffset at = options.At ?? time.GetUtcNow();
        ManifestSet manifests = ManifestSet.Load(options.Path, at);
        IReadOnlyList<ManifestProblem> problems = ManifestChecks.Find(
            manifests,
            // Nothing is raised here, so where it would go does not matter.
            allowPrivateSinks: true
        );
        if (problems.Count > 0)
        {
            foreach (ManifestProblem problem in problems)
            {
                await error.WriteLineAsync(problem.ToString());
            }

            return ExitCodes.Usage;
        }

        EndpointLookup endpoints = DefaultEndpoint.StandIn(
            manifests.FindEndpoint,
            options.PrometheusUrl?.ToString()
        );
        var budgets = BudgetPass.Of(manifests, endpoints);
        var loads = OnCallPass.Of(manifests, endpoints);
        RefuseUnusable([.. budgets.Problems, .. loads.Problems], manifests);
        PassContext context = Prepare(manifests, at);
        var policies = await loads.RunAsync(context, ct);
        var slos = await budgets.RunAsync(
            context,
            name => Find([.. policies.Select(pair => pair.Policy)], name),
            ct
        );
        Print(
            [.. slos.Select(pair => pair.Slo)],
            [.. policies.Select(pair => pair.Policy)],
            output
        );
        return ExitCodeOf(
            [.. slos.Select(pair => pair.Health)],
            [.. policies.Select(pair => pair.Level)]
        );
    }

    private static Decoded<OnCallPolicy>? Find(
        IReadOnlyList<OnCallPolicy> evaluated,
        ResourceName name
    ) =>
        evaluated.FirstOrDefault(policy => ResourceName.Of(policy.Metadata) == name) is { } policy
            ? Decoded<OnCallPolicy>.FromValue(policy)
            : null;

    private void RefuseUnusable(IReadOnlyList<string> problems, ManifestSet manifests)
    {
        if (problems.Count > 0)
        {
            throw new CommandException(string.Join(Environment.NewLine, problems));
        }

        if (manifests.Slos.Count + manifests.OnCallPolicies.Count == 0)
        {
            throw new CommandException($"-f {options.Path}: holds no TeamSLO and no OnCallPolicy");
        }
    }

    private PassContext Prepare(ManifestSet manifests, DateTimeOffset at)
    {
        var secrets = new FolderSecretReader(manifests.FindSecret, OperatorNamespace);
        var throttles = new RequestThrottles(time);
        return new PassContext(
            at,
            time,
            secrets,
            endpoint => new PrometheusClient(endpoint, secrets, time, throttles.Of(endpoint))
        );
    }

    private void Print(
        IReadOnlyList<TeamSlo> slos,
        IReadOnlyList<OnCallPolicy> policies,
        TextWriter output
    )
    {
        if (options.AsJson)
        {
            EvaluationReport.WriteJson(slos, policies, output);
        }
        else
        {
            EvaluationReport.WriteTables(slos, policies, output);
        }
    }

    /// <summary>What is bad is told before what is unknown.</summary>
    private static int ExitCodeOf(
        IReadOnlyList<BudgetHealth> budgets,
        IReadOnlyList<LoadLevel> loads
    ) =>
        budgets.Contains(BudgetHealth.Exhausted) || loads.Contains(LoadLevel.OverLimit)
            ? ExitCodes.Exhausted
        : budgets.Contains(BudgetHealth.Unknown) || loads.Contains(LoadLevel.Unknown)
            ? ExitCodes.Unknown
        : ExitCodes.Ok;
}
