using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;

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
        var mapper = new TeamSloMapper(endpoints);
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
        Func<EndpointOptions, PrometheusClient> open,
        (DateTimeOffset At, TimeProvider Time) clock,
        CancellationToken ct
    )
    {
        var collector = new BudgetCollector(open, clock.Time, NullLogger<BudgetCollector>.Instance);
        foreach ((_, TeamObjectives objectives) in Usable)
        {
            collector.Track(SubscriptionMapper.Map(objectives));
        }

        await collector.CollectOnceAsync(clock.At, ct);
        return [.. Usable.Select(pair => Assess(pair.Slo, pair.Objectives, collector, clock.At))];
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
        TeamSloStatus status = TeamSloStatusBuilder.Build(
            objectives,
            evaluation.Assessment,
            previous: null,
            at
        );
        return (slo with { Status = status }, evaluation.Assessment.Health);
    }
}
