using System.Collections.Concurrent;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>What a scrape would show now.</summary>
internal sealed class ShownLoads : IOnCallGauges
{
    private readonly ConcurrentDictionary<ResourceName, LoadAssessment> _shown = new();

    public IReadOnlyDictionary<ResourceName, LoadAssessment> Current => _shown;

    public void Show(OnCallTerms terms, LoadAssessment assessment) =>
        _shown[terms.Owner] = assessment;

    public void Remove(ResourceName owner) => _shown.TryRemove(owner, out _);
}
