using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>One object of a folder: its manifest, what is kept beyond it, and both as the object given to readers.</summary>
internal sealed record FolderEntry<T>(NamedManifest Manifest, StoredState State, Decoded<T> Object)
    where T : class, IKubernetesObject;
