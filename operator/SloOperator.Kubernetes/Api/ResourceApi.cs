using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>The requests one kind understands; every failure is a <see cref="KubeException"/>, cancellation apart.</summary>
public sealed class ResourceApi<T>
    where T : class, IKubernetesObject
{
    /// <summary>Somebody who writes the object all the time must not keep a caller for ever.</summary>
    private const int MostStatusAttempts = 5;

    private readonly KubeClient _client;

    public ResourceApi(KubeClient client, ResourceDefinition<T> definition)
    {
        _client = client;
        Definition = definition;
    }

    public ResourceDefinition<T> Definition { get; }

    /// <summary>Null when there is no such object.</summary>
    public async Task<T?> GetAsync(ResourceName name, CancellationToken ct)
    {
        try
        {
            return await SendAsync(
                Request(HttpMethod.Get, "get", ResourcePath.Object(Definition, name)),
                ct
            );
        }
        catch (KubeException ex) when (ex.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>One page; <see cref="ListAllAsync"/> follows the rest.</summary>
    public Task<ListPage<T>> ListAsync(ListOptions options, CancellationToken ct)
    {
        KubeRequest request = Request(
            HttpMethod.Get,
            "list",
            ResourcePath.List(Definition, options)
        ) with
        {
            Deadline = KubeRequest.ListDeadline,
            CapsResponse = false,
        };
        return _client.SendAsync(request, new ListReader<T>(Definition.TypeInfo).ReadAsync, ct);
    }

    /// <summary>Every page; when the server forgets the list halfway, once more in a single answer.</summary>
    public async Task<ListPage<T>> ListAllAsync(ListOptions options, CancellationToken ct)
    {
        var items = new List<Decoded<T>>();
        ListPage<T> page = await ListAsync(options, ct);
        items.AddRange(page.Items);
        while (page.Continue is not null)
        {
            try
            {
                page = await ListAsync(options with { Continue = page.Continue }, ct);
            }
            catch (KubeException ex) when (ex.IsGone)
            {
                // The answer offers a token for an inconsistent rest; objects that moved between pages would be missed.
                return await ListAsync(options with { Continue = null, Limit = null }, ct);
            }

            items.AddRange(page.Items);
        }

        return page with
        {
            Items = items,
        };
    }

    /// <summary>One HTTP watch, until the server ends it; the state to start the next from is the caller's, such as <c>Reflector</c>.</summary>
    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken ct) =>
        WatchStream.ReadAsync(
            _client,
            Request(HttpMethod.Get, "watch", ResourcePath.Watch(Definition, options)),
            options,
            Definition.TypeInfo,
            ct
        );

    public Task<T> CreateAsync(T value, CancellationToken ct)
    {
        string? ns = value.Metadata.Namespace;
        ResourcePath.RequireNamespace(Definition, ns);
        return SendAsync(
            Write(HttpMethod.Post, "create", ResourcePath.Collection(Definition, ns), value),
            ct
        );
    }

    /// <summary>Replaces the object; refused with Conflict when its resourceVersion is not the current one.</summary>
    public Task<T> UpdateAsync(T value, CancellationToken ct)
    {
        string path = ResourcePath.Object(Definition, ResourceName.Of(value.Metadata));
        return SendAsync(Write(HttpMethod.Put, "update", path, value), ct);
    }

    /// <summary>Replaces the status alone; refused with Conflict when the object's resourceVersion is not the current one, so that of two writers one learns that it was late.</summary>
    public Task<T> UpdateStatusAsync(T value, CancellationToken ct)
    {
        string path = ResourcePath.Object(Definition, ResourceName.Of(value.Metadata), "status");
        return SendAsync(Write(HttpMethod.Put, "update", path, value), ct);
    }

    public Task<T> PatchAsync(ResourceName name, Patch patch, CancellationToken ct) =>
        SendAsync(Request(name, patch), ct);

    /// <summary>Makes the status the client's own by server-side apply; false when the object is gone, or was replaced by one of another UID, which is a normal end.</summary>
    /// <param name="target">As last seen; with a resourceVersion, the status cannot land on a successor of the same name.</param>
    /// <param name="status">The whole of it: what is left out and was ours is removed.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="ct">Ends the write.</param>
    /// <remarks>Of the answers only the identity is read, so that the status of an object that cannot be decoded can be written too.</remarks>
    public async Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    )
    {
        ResourceName name = ResourceName.Of(target);
        ObjectMeta? current = target;
        for (
            int attempt = 1;
            string.Equals(current?.Uid, target.Uid, StringComparison.Ordinal);
            attempt++
        )
        {
            try
            {
                Patch patch = StatusPatch.Build(
                    Definition,
                    current!,
                    (status, type),
                    RequiredFieldManager
                );
                await _client.SendAsync(Request(name, patch), DiscardAsync, ct);
                return true;
            }
            catch (KubeException ex) when (ex.IsNotFound)
            {
                return false;
            }
            catch (KubeException ex) when (ex.IsConflict && attempt < MostStatusAttempts)
            {
                // It changed since it was seen: look whether it is still the same object.
                current = await GetMetadataAsync(name, ct);
            }
        }

        return false;
    }

    /// <summary>An object that is already gone is no failure.</summary>
    public async Task DeleteAsync(ResourceName name, DeleteOptions? options, CancellationToken ct)
    {
        KubeRequest request = Request(
            HttpMethod.Delete,
            "delete",
            ResourcePath.Object(Definition, name)
        ) with
        {
            Body = KubeJson.Encode(
                DeleteBody.From(options ?? new DeleteOptions()),
                KubeJsonContext.Default.DeleteBody
            ),
        };
        try
        {
            await _client.SendAsync(request, DiscardAsync, ct);
        }
        catch (KubeException ex) when (ex.IsNotFound)
        {
            // Somebody else was first.
        }
    }

    private string RequiredFieldManager =>
        _client.FieldManager ?? throw new InvalidOperationException("Apply needs a FieldManager.");

    private async Task<ObjectMeta?> GetMetadataAsync(ResourceName name, CancellationToken ct)
    {
        try
        {
            KubeRequest request = Request(
                HttpMethod.Get,
                "get",
                ResourcePath.Object(Definition, name)
            );
            return await _client.SendAsync(request, ReadMetadataAsync, ct);
        }
        catch (KubeException ex) when (ex.IsNotFound)
        {
            return null;
        }
    }

    private static async Task<ObjectMeta?> ReadMetadataAsync(Stream body, CancellationToken ct) =>
        (
            await JsonSerializer.DeserializeAsync(body, KubeJsonContext.Default.MetadataOnly, ct)
        )?.Metadata;

    private static async Task<bool> DiscardAsync(Stream body, CancellationToken ct)
    {
        await body.CopyToAsync(Stream.Null, ct);
        return true;
    }

    private Task<T> SendAsync(KubeRequest request, CancellationToken ct) =>
        _client.SendAsync(request, DecodeAsync, ct);

    private async Task<T> DecodeAsync(Stream body, CancellationToken ct)
    {
        using var json = new MemoryStream();
        await body.CopyToAsync(json, ct);
        var whole = new ReadOnlySequence<byte>(json.GetBuffer(), 0, (int)json.Length);
        Decoded<T> decoded = ObjectDecoder.Decode(whole, Definition.TypeInfo);
        return decoded.Value ?? throw new JsonException(decoded.Error);
    }

    private KubeRequest Request(ResourceName name, Patch patch)
    {
        string path = ResourcePath.WithQuery(
            ResourcePath.Object(Definition, name, patch.Subresource),
            ("fieldManager", patch.FieldManager ?? _client.FieldManager),
            ("force", patch.Force ? "true" : null)
        );
        return Request(HttpMethod.Patch, "patch", path) with
        {
            Body = KubeJson.Normalise(patch.Body.Span),
            ContentType = patch.ContentType,
        };
    }

    private KubeRequest Request(HttpMethod method, string verb, string path) =>
        new(method, verb, Definition.Plural, path);

    private KubeRequest Write(HttpMethod method, string verb, string path, T value) =>
        Request(
            method,
            verb,
            ResourcePath.WithQuery(path, ("fieldManager", _client.FieldManager))
        ) with
        {
            Body = KubeJson.Encode(value, Definition.TypeInfo),
        };
}
