using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;
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
        IReadOnlyList<ManifestProblem> problems = ManifestChecks.Find(manifests);
        if (problems.Count > 0)
        {
            foreach (ManifestProblem problem in problems)
            {
                await error.WriteLineAsync(problem.ToString());
            }

            return ExitCodes.Usage;
        }

        List<(TeamSlo Slo, TeamObjectives Objectives)> usable = Map(manifests);
        BudgetCollector collector = await CollectAsync(manifests, usable, at, ct);
        List<(TeamSlo Slo, BudgetHealth Health)> evaluated =
        [
            .. usable.Select(pair => Assess(pair.Slo, pair.Objectives, collector, at)),
        ];
        Print([.. evaluated.Select(pair => pair.Slo)], output);
        return ExitCodeOf(evaluated.Max(pair => pair.Health));
    }

    private List<(TeamSlo Slo, TeamObjectives Objectives)> Map(ManifestSet manifests)
    {
        if (manifests.Slos.Count == 0)
        {
            throw new CommandException($"-f {options.Path}: holds no TeamSLO");
        }

        var mapper = new TeamSloMapper(
            DefaultEndpoint.StandIn(manifests.FindEndpoint, options.PrometheusUrl?.ToString())
        );
        var mapped = manifests
            .Slos.Select(located =>
                (located, Slo: located.Object.Value!, Mapping: mapper.Map(located.Object.Value!))
            )
            .ToList();
        string[] problems =
        [
            .. mapped.SelectMany(slo =>
                slo.Mapping.Problems.Select(problem =>
                    $"{slo.located.Document}: TeamSLO {slo.located.Object.Name}: {problem}"
                )
            ),
        ];
        return problems.Length > 0
            ? throw new CommandException(string.Join(Environment.NewLine, problems))
            : [.. mapped.Select(slo => (slo.Slo, slo.Mapping.Objectives!))];
    }

    private async Task<BudgetCollector> CollectAsync(
        ManifestSet manifests,
        IEnumerable<(TeamSlo Slo, TeamObjectives Objectives)> usable,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var secrets = new FolderSecretReader(manifests.FindSecret, OperatorNamespace);
        var collector = new BudgetCollector(
            endpoint => new PrometheusClient(endpoint, secrets, time),
            time,
            NullLogger<BudgetCollector>.Instance
        );
        foreach ((_, TeamObjectives objectives) in usable)
        {
            collector.Track(SubscriptionMapper.Map(objectives));
        }

        await collector.CollectOnceAsync(at, ct);
        return collector;
    }

    private static (TeamSlo Slo, BudgetHealth Health) Assess(
        TeamSlo slo,
        TeamObjectives objectives,
        BudgetCollector collector,
        DateTimeOffset at
    )
    {
        Evaluation evaluation =
            collector.Read(objectives.Owner, readings => Evaluation.Of(objectives, readings))
            ?? throw new InvalidOperationException($"{objectives.Owner} was not read");
        return (
            slo with
            {
                Status = TeamSloStatusBuilder.Build(
                    objectives,
                    evaluation.Assessment,
                    previous: null,
                    at
                ),
            },
            evaluation.Assessment.Health
        );
    }

    private void Print(IReadOnlyList<TeamSlo> evaluated, TextWriter output)
    {
        if (options.AsJson)
        {
            EvaluationReport.WriteJson(evaluated, output);
        }
        else
        {
            EvaluationReport.WriteTable(evaluated, output);
        }
    }

    private static int ExitCodeOf(BudgetHealth health) =>
        health switch
        {
            BudgetHealth.Healthy => ExitCodes.Ok,
            BudgetHealth.Exhausted => ExitCodes.Exhausted,
            _ => ExitCodes.Unknown,
        };
}
