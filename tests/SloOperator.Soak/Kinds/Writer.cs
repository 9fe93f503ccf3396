using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Api;
using SloOperator.Soak.Following;
using SloOperator.Soak.Servers;

namespace SloOperator.Soak.Kinds;

/// <summary>Writes objects of one scope, and reads what the server has of them, past every fault and past the code under test.</summary>
/// <remarks>Only one caller may write at a time.</remarks>
internal sealed class Writer(SoakCluster cluster, string scope)
{
    private readonly HashSet<(SoakKind Kind, ResourceName Name)> _there = [];
    private readonly IReadOnlyDictionary<string, string> _labels = FollowOptions.LabelsOf(scope);
    private int _value;

    public int Writes { get; private set; }

    /// <summary>Creates the object, or changes it when it is there.</summary>
    public Task PutAsync(SoakKind kind, string name) =>
        Has(kind, name) ? ChangeAsync(kind, name) : CreateAsync(kind, name);

    public async Task DeleteAsync(SoakKind kind, string name)
    {
        if (_there.Remove((kind, NameOf(kind, name))))
        {
            await SendAsync(async () =>
            {
                await Api(kind)
                    .DeleteAsync(NameOf(kind, name), options: null, CancellationToken.None);
                return true;
            });
        }
    }

    /// <summary>The name stays and the UID does not.</summary>
    public async Task RecreateAsync(SoakKind kind, string name)
    {
        await DeleteAsync(kind, name);
        await CreateAsync(kind, name);
    }

    public async Task DeleteAllAsync()
    {
        foreach ((SoakKind kind, ResourceName name) in _there.ToArray())
        {
            await DeleteAsync(kind, Short(kind, name));
        }
    }

    /// <summary>What GET answers, parsed by nothing of ours.</summary>
    public async Task<IReadOnlyDictionary<ResourceName, Seen>> ListAsync(SoakKind kind)
    {
        JsonArray items = await ItemsAsync(kind);
        return items.ToDictionary(item => NameOf(item!["metadata"]!), item => Read(item!));
    }

    /// <summary>An object whose status is of another generation than its spec, null when there is none.</summary>
    public async Task<string?> UnobservedAsync(SoakKind kind)
    {
        JsonArray items = await ItemsAsync(kind);
        return items
            .Where(item =>
                (long?)item!["status"]?["observedGeneration"]
                != (long?)item["metadata"]!["generation"]
            )
            .Select(item => (string?)item!["metadata"]!["name"])
            .FirstOrDefault();
    }

    private async Task<JsonArray> ItemsAsync(SoakKind kind)
    {
        string json = await cluster.UndisturbedAsync(() =>
            cluster.Http.GetStringAsync(ListPath(kind))
        );
        return JsonNode.Parse(json)!["items"]!.AsArray();
    }

    private static ResourceName NameOf(JsonNode metadata) =>
        new((string?)metadata["namespace"], (string)metadata["name"]!);

    private static Seen Read(JsonNode item) =>
        new(
            (string?)item["metadata"]!["uid"],
            (string?)item["metadata"]!["resourceVersion"],
            Canonical.Contents(item)
        );

    private Uri ListPath(SoakKind kind)
    {
        ResourceDefinition<PlainObject> definition = kind.Definition;
        string root = definition.Group.Length == 0 ? "api" : $"apis/{definition.Group}";
        string place = definition.Namespaced ? $"namespaces/{scope}/" : "";
        string selector = Uri.EscapeDataString($"{FollowOptions.ScopeLabel}={scope}");
        return new Uri(
            $"{root}/{definition.Version}/{place}{definition.Plural}?labelSelector={selector}",
            UriKind.Relative
        );
    }

    private Task<PlainObject> CreateAsync(SoakKind kind, string name)
    {
        _there.Add((kind, NameOf(kind, name)));
        PlainObject made = kind.Build(NameOf(kind, name), _labels, NextValue());
        return SendAsync(() => Api(kind).CreateAsync(made, CancellationToken.None));
    }

    private Task<PlainObject> ChangeAsync(SoakKind kind, string name)
    {
        Patch change = kind.Change(NextValue());
        return SendAsync(() =>
            Api(kind).PatchAsync(NameOf(kind, name), change, CancellationToken.None)
        );
    }

    private Task<TResult> SendAsync<TResult>(Func<Task<TResult>> write)
    {
        Writes++;
        return cluster.UndisturbedAsync(write);
    }

    private ResourceApi<PlainObject> Api(SoakKind kind) => new(cluster.Client, kind.Definition);

    private bool Has(SoakKind kind, string name) => _there.Contains((kind, NameOf(kind, name)));

    /// <summary>Objects without a namespace carry the scope in their name.</summary>
    private ResourceName NameOf(SoakKind kind, string name) =>
        kind.Definition.Namespaced
            ? new ResourceName(scope, name)
            : new ResourceName(null, $"{scope}-{name}");

    private string Short(SoakKind kind, ResourceName name) =>
        kind.Definition.Namespaced ? name.Name : name.Name[(scope.Length + 1)..];

    private string NextValue() => string.Create(CultureInfo.InvariantCulture, $"v{++_value}");
}
