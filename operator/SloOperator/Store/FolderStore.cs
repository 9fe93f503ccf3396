using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>The objects of one kind in a folder of manifests; their status is kept in files below it.</summary>
internal sealed partial class FolderStore<T> : IResourceStore<T>, IDisposable
    where T : class, IKubernetesObject
{
    private readonly ManifestFolder _folder;
    private readonly ManifestDecoder<T> _decoder;
    private readonly StatusFolder _states;
    private readonly ILogger _log;
    private readonly WriteFailures _failures;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writes = new(1);
    private readonly TaskCompletionSource _synced = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private bool _pruned;
    private ImmutableSortedDictionary<ResourceName, FolderEntry<T>> _entries =
        ImmutableSortedDictionary.Create<ResourceName, FolderEntry<T>>(NameOrder);

    public FolderStore(ManifestFolder folder, ResourceDefinition<T> definition)
    {
        _folder = folder;
        _decoder = new ManifestDecoder<T>(definition);
        _states = new StatusFolder(
            folder.Claim(definition),
            definition.ApiVersion,
            definition.Kind
        );
        _log = folder.Logs.CreateLogger<FolderStore<T>>();
        _failures = new WriteFailures(folder.Health, $"state files of {definition.Plural}");
        Problems = new ProblemList(_log);
        folder.Changed += Update;
    }

    public event Action<ResourceName>? Changed;

    public Task Synced => _synced.Task;

    /// <summary>Of names: missing, malformed or taken. What is wrong inside an object stands in its own <see cref="Decoded{T}.Error"/>.</summary>
    public ProblemList Problems { get; }

    private static Comparer<ResourceName> NameOrder { get; } =
        Comparer<ResourceName>.Create(
            (left, right) => string.CompareOrdinal(left.ToString(), right.ToString())
        );

    public IReadOnlyCollection<Decoded<T>> List() =>
        [.. Entries().Values.Select(entry => entry.Object)];

    public Decoded<T>? Find(ResourceName name) => Entries().GetValueOrDefault(name)?.Object;

    public Task RunAsync(CancellationToken ct) => _folder.RunAsync(ct);

    public async Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    )
    {
        byte[] json = KubeJson.Encode(status, type);
        await _writes.WaitAsync(ct);
        try
        {
            return Store(target, json);
        }
        finally
        {
            _writes.Release();
        }
    }

    public void Dispose()
    {
        _folder.Changed -= Update;
        _writes.Dispose();
    }

    private bool Store(ObjectMeta target, byte[] status)
    {
        ResourceName name = ResourceName.Of(target);
        if (Entries().GetValueOrDefault(name) is not { } entry || !IsSame(entry, target))
        {
            return false;
        }

        Write(entry with { State = entry.State with { Status = status } });
        lock (_gate)
        {
            if (_entries.GetValueOrDefault(name) is { } current && IsSame(current, target))
            {
                _entries = _entries.SetItem(
                    name,
                    Decode(current.Manifest, current.State with { Status = status })
                );
                return true;
            }
        }

        // Deleted while we wrote: the file must not greet a later object of this name.
        Forget(name);
        return false;
    }

    /// <summary>The uid follows from the name, so an object recreated under it is told by its age.</summary>
    private static bool IsSame(FolderEntry<T> entry, ObjectMeta target) =>
        string.Equals(entry.Object.Metadata.Uid, target.Uid, StringComparison.Ordinal)
        && entry.Object.Metadata.CreationTimestamp == target.CreationTimestamp;

    private void Write(FolderEntry<T> entry)
    {
        try
        {
            _states.Write(entry.Manifest.Name, entry.Manifest.Uid(), entry.State);
            _failures.Remove(entry.Manifest.Name);
        }
        catch (IOException ex)
        {
            if (Entries().ContainsKey(entry.Manifest.Name))
            {
                _failures.Add(entry.Manifest.Name, ex.Message);
            }

            throw;
        }
    }

    private void Update(ManifestContents contents)
    {
        List<ManifestProblem> problems = [];
        IReadOnlyList<NamedManifest> manifests = _decoder.Name(contents.Documents, problems);
        Problems.Replace(problems);
        ResourceName[] changed;
        lock (_gate)
        {
            ImmutableSortedDictionary<ResourceName, FolderEntry<T>> before = _entries;
            _entries = manifests
                .Select(manifest => Next(before.GetValueOrDefault(manifest.Name), manifest))
                .ToImmutableSortedDictionary(
                    entry => entry.Manifest.Name,
                    entry => entry,
                    NameOrder
                );
            changed = [.. Differences(before, _entries)];
        }

        foreach (ResourceName name in changed.Where(name => !Entries().ContainsKey(name)))
        {
            Forget(name);
        }

        Prune(contents);
        Array.ForEach(changed, name => Changed?.Invoke(name));
        _synced.TrySetResult();
    }

    private static IEnumerable<ResourceName> Differences(
        ImmutableSortedDictionary<ResourceName, FolderEntry<T>> before,
        ImmutableSortedDictionary<ResourceName, FolderEntry<T>> after
    ) =>
        before
            .Keys.Union(after.Keys)
            .Where(name =>
                !before.TryGetValue(name, out FolderEntry<T>? old)
                || !after.TryGetValue(name, out FolderEntry<T>? now)
                || !ReferenceEquals(old.Object, now.Object)
            );

    /// <summary>The same object as before when the manifest says the same.</summary>
    private FolderEntry<T> Next(FolderEntry<T>? before, NamedManifest manifest)
    {
        if (before is null)
        {
            return Open(manifest);
        }

        return before.Manifest.Document.Json.Span.SequenceEqual(manifest.Document.Json.Span)
            ? before with
            {
                Manifest = manifest,
            }
            : Decode(manifest, before.State.WithSpec(ManifestDecoder<T>.HashSpec(manifest)));
    }

    private FolderEntry<T> Open(NamedManifest manifest)
    {
        string spec = ManifestDecoder<T>.HashSpec(manifest);
        StoredState? stored = null;
        try
        {
            stored = _states.Read(manifest.Name);
        }
        catch (IOException ex)
        {
            LogStateLost(_log, ex.Message);
        }

        return Decode(
            manifest,
            stored?.WithSpec(spec) ?? StoredState.New(spec, _folder.Time.GetUtcNow())
        );
    }

    /// <summary>A status that an older version wrote, and this one does not understand, is dropped: it must not make the object unreadable.</summary>
    private FolderEntry<T> Decode(NamedManifest manifest, StoredState state)
    {
        var whole = new FolderEntry<T>(manifest, state, _decoder.Decode(manifest, state));
        if (whole.Object.Error is null || state.Status.IsEmpty)
        {
            return whole;
        }

        StoredState bare = state with { Status = default };
        Decoded<T> decoded = _decoder.Decode(manifest, bare);
        return decoded.Error is null ? new FolderEntry<T>(manifest, bare, decoded) : whole;
    }

    /// <summary>Once, and not before every manifest could be read: the object of one that cannot is no reason to lose its state.</summary>
    private void Prune(ManifestContents contents)
    {
        if (_pruned || !contents.IsWhole)
        {
            return;
        }

        _pruned = true;
        _writes.Wait();
        try
        {
            _states.Prune(Entries().Keys);
        }
        catch (IOException ex)
        {
            LogStateLost(_log, ex.Message);
        }
        finally
        {
            _writes.Release();
        }
    }

    private void Forget(ResourceName name)
    {
        _failures.Remove(name);
        try
        {
            _states.Delete(name);
        }
        catch (IOException ex)
        {
            LogStateLost(_log, ex.Message);
        }
    }

    private ImmutableSortedDictionary<ResourceName, FolderEntry<T>> Entries()
    {
        lock (_gate)
        {
            return _entries;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "State of an object is not as it should be: {Reason}"
    )]
    private static partial void LogStateLost(ILogger log, string reason);
}
