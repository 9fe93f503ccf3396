using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers;

/// <summary>Objects in memory; a status is kept as it comes back from the wire.</summary>
internal class MemoryStore<T>(Func<T, object, T> withStatus) : IResourceStore<T>
    where T : class, IKubernetesObject
{
    private readonly ConcurrentDictionary<ResourceName, Decoded<T>> _objects = new();
    private readonly TaskCompletionSource _synced = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public event Action<ResourceName>? Changed;

    /// <summary>Raised also when a status was written.</summary>
    [SuppressMessage("Design", "MA0046", Justification = "As the port of tickets has it.")]
    public event Action<ResourceName>? Updated;

    public bool HasListeners => Changed is not null || Updated is not null;

    public Task Synced => _synced.Task;

    /// <summary>Every status that was written, oldest first.</summary>
    public ConcurrentQueue<object> Written { get; } = new();

    /// <summary>False: writes find the object gone.</summary>
    public bool TakesWrites { get; set; } = true;

    public void CompleteSync() => _synced.TrySetResult();

    public void Put(Decoded<T> value)
    {
        _objects[value.Name] = value;
        Updated?.Invoke(value.Name);
        Changed?.Invoke(value.Name);
    }

    public void Put(T value) => Put(Decoded<T>.FromValue(value));

    public void Delete(ResourceName name)
    {
        _objects.TryRemove(name, out _);
        Updated?.Invoke(name);
        Changed?.Invoke(name);
    }

    public IReadOnlyCollection<Decoded<T>> List() => [.. _objects.Values];

    public Decoded<T>? Find(ResourceName name) => _objects.GetValueOrDefault(name);

    public Task RunAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    )
    {
        if (!TakesWrites || Find(ResourceName.Of(target)) is not { } found)
        {
            return Task.FromResult(false);
        }

        object kept = JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(status, type),
            type
        )!;
        Written.Enqueue(kept);
        if (found.Value is { } value)
        {
            _objects[found.Name] = Decoded<T>.FromValue(withStatus(value, kept));
            Updated?.Invoke(found.Name);
        }

        return Task.FromResult(true);
    }
}
