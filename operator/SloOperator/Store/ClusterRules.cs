using System.Net;
using SloOperator.Controllers.Rules;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Rules;

namespace SloOperator.Store;

/// <summary>PrometheusRules as objects of a cluster.</summary>
/// <param name="client">The API server's.</param>
/// <param name="store">What was last heard of those that are marked as the operator's.</param>
/// <param name="probed">A namespace in which the operator may list; null: all.</param>
internal sealed class ClusterRules(KubeClient client, ClusterStore<KeptRule> store, string? probed)
    : IRuleStore
{
    private readonly ResourceApi<KeptRule> _found = new(client, ResourceKinds.KeptRule);
    private readonly ResourceApi<PrometheusRule> _written = new(
        client,
        ResourceKinds.PrometheusRule
    );

    public event Action<ResourceName>? Changed
    {
        add => store.Changed += value;
        remove => store.Changed -= value;
    }

    public async Task<string?> FindObstacleAsync(CancellationToken ct)
    {
        try
        {
            await _found.ListAsync(new ListOptions { Namespace = probed, Limit = 1 }, ct);
            return null;
        }
        catch (KubeException ex) when (ex.IsNotFound)
        {
            return $"the cluster does not have the kind PrometheusRule of {ResourceKinds.PrometheusRule.ApiVersion}; install Prometheus Operator's CRDs, or leave out --prometheus-rules";
        }
        catch (KubeException ex) when (ex.StatusCode is HttpStatusCode.Forbidden)
        {
            return $"the operator may not list them ({ex.Message}); grant it get, list, watch, create and update on prometheusrules, or leave out --prometheus-rules";
        }
    }

    public KeptRule? Find(ResourceName name) => store.Find(name)?.Value;

    public Task<KeptRule?> ReadAsync(ResourceName name, CancellationToken ct) =>
        _found.GetAsync(name, ct);

    public async Task<bool> CreateAsync(PrometheusRule rule, CancellationToken ct)
    {
        try
        {
            await _written.CreateAsync(rule, ct);
            return true;
        }
        catch (KubeException ex) when (ex.IsAlreadyExists)
        {
            return false;
        }
    }

    public async Task<bool> ReplaceAsync(PrometheusRule rule, CancellationToken ct)
    {
        try
        {
            await _written.UpdateAsync(rule, ct);
            return true;
        }
        catch (KubeException ex) when (ex.IsConflict || ex.IsNotFound)
        {
            return false;
        }
    }

    public Task RunAsync(CancellationToken ct) => store.RunAsync(ct);
}
