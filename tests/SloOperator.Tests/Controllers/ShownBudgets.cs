using System.Collections.Concurrent;
using SloOperator.Controllers;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Tests.Controllers;

/// <summary>What a scrape would show now.</summary>
internal sealed class ShownBudgets : IBudgetGauges
{
    private readonly ConcurrentDictionary<ResourceName, TeamAssessment> _shown = new();

    public IReadOnlyDictionary<ResourceName, TeamAssessment> Current => _shown;

    public void Show(TeamObjectives slo, TeamAssessment assessment, GateFindings findings) =>
        _shown[slo.Owner] = assessment;

    public void Remove(ResourceName owner) => _shown.TryRemove(owner, out _);
}
