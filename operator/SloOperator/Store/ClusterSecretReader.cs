using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Store;

/// <summary>Secrets of the operator's own namespace, read when asked for: they are never listed or watched, so the operator needs no more than get.</summary>
internal sealed class ClusterSecretReader(ResourceApi<Secret> secrets, string operatorNamespace)
    : ISecretReader
{
    public async ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct)
    {
        try
        {
            Secret? found = await secrets.GetAsync(new ResourceName(operatorNamespace, secret), ct);
            return found?.Find(key);
        }
        catch (Exception e) when (e is KubeException or HttpRequestException)
        {
            throw new IOException(
                $"The secret {operatorNamespace}/{secret} could not be read: {e.Message}",
                e
            );
        }
    }
}
