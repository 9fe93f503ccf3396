using SloOperator.Kubernetes.Api;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>An object and the document it stands in.</summary>
internal sealed record Located<T>(ManifestDocument Document, Decoded<T> Object)
    where T : class, IKubernetesObject;
