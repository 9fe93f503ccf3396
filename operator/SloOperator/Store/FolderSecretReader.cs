using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Store;

/// <summary>Secret manifests of the operator's namespace, standing beside the other manifests.</summary>
internal sealed class FolderSecretReader(
    Func<ResourceName, Decoded<Secret>?> find,
    string operatorNamespace
) : ISecretReader
{
    public ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct) =>
        ValueTask.FromResult(find(new ResourceName(operatorNamespace, secret))?.Value?.Find(key));
}
