using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>The objects of one kind, wherever they live: in a cluster or in a folder.</summary>
internal interface IResourceStore<T>
    where T : class, IKubernetesObject
{
    /// <summary>Completes after the first full read.</summary>
    Task Synced { get; }

    /// <summary>Level-based: only the name. Never raised for this program's own writes of a status.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "There is one sender; the argument is the whole message."
    )]
    event Action<ResourceName>? Changed;

    IReadOnlyCollection<Decoded<T>> List();

    Decoded<T>? Find(ResourceName name);

    /// <summary>Keeps the store current until cancelled.</summary>
    Task RunAsync(CancellationToken ct);

    /// <summary>False when the object is gone or is another one now, which is a normal end.</summary>
    Task<bool> ApplyStatusAsync<TStatus>(
        T target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    );
}
