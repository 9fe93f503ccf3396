using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Cli;

/// <summary>The TeamSLOs of some manifests, evaluated once.</summary>
/// <param name="Usable">Each as written and as mapped.</param>
/// <param name="Problems">What keeps the others from being so; a line each.</param>
internal sealed record BudgetPass(
    IReadOnlyList<(TeamSlo Slo, TeamObjectives Objectives)> Usable,
    IReadOnlyList<string> Problems
)
{
    public static BudgetPass Of(ManifestSet manifests, EndpointLookup endpoints)
    {
        var mapper = new TeamSloMapper(endpoints, manifests.FindPolicy);
        var mapped = manifests
            .Slos.Select(located =>
                (located, Slo: located.Object.Value!, Mapping: mapper.Map(located.Object.Value!))
            )
            .ToList();
        return new BudgetPass(
            [
                .. mapped
                    .Where(slo => slo.Mapping.IsUsable)
                    .Select(slo => (slo.Slo, slo.Mapping.Objectives!)),
            ],
            [.. mapped.SelectMany(slo => slo.located.Describe(slo.Mapping.Problems))]
        );
    }

    public async Task<IReadOnlyList<(TeamSlo Slo, BudgetHealth Health)>> RunAsync(
        PassContext context,
        Func<ResourceName, Decoded<OnCallPolicy>?> findPolicy,
        CancellationToken ct
    )
    {
        var collector = new BudgetCollector(
            context.Open,
            context.Time,
            NullLogger<BudgetCollector>.Instance
        );
        foreach ((_, TeamObjectives objectives) in Usable)
        {
            collector.Track(SubscriptionMapper.Map(objectives));
        }

        await collector.CollectOnceAsync(context.At, ct);
        return
        [
            .. Usable
                .Select(pair =>
                    (
                        pair.Objectives,
                        Assessed: Assess(pair.Slo, pair.Objectives, collector, context.At)
                    )
                )
                .Select(pair =>
                    (Join(pair.Assessed.Slo, pair.Objectives, findPolicy), pair.Assessed.Health)
                ),
        ];
    }

    private static TeamSlo Join(
        TeamSlo slo,
        TeamObjectives objectives,
        Func<ResourceName, Decoded<OnCallPolicy>?> findPolicy
    ) => slo with { Status = slo.Status! with { OnCall = TeamLoad.Of(objectives, findPolicy) } };

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
        TeamSloStatus status = TeamSloStatusBuilder.Build(
            objectives,
            evaluation.Assessment,
            previous: null,
            at
        );
        return (slo with { Status = status }, evaluation.Assessment.Health);
    }
}
