using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Kubernetes.Watch;

namespace SloOperator.Soak.Following;

/// <inheritdoc/>
internal sealed class Follower<T> : IFollower
    where T : class, IKubernetesObject
{
    private readonly RecentLog _log = new();
    private readonly ResourceDefinition<T> _definition;
    private readonly Reflector<T> _reflector;
    private readonly WorkQueue<ResourceName> _queue;
    private readonly SightReconciler _reconciler;
    private readonly ReconcileLoop<ResourceName> _loop;

    public Follower(ResourceDefinition<T> definition, FollowOptions options)
    {
        _definition = definition;
        _reflector = new Reflector<T>(
            new ResourceApi<T>(options.Client, definition),
            new ReflectorOptions
            {
                Namespace = definition.Namespaced ? options.Namespace : null,
                LabelSelector = options.LabelSelector,
            },
            options.Time,
            _log
        );
        _queue = new WorkQueue<ResourceName>(options.Time, definition.Plural);
        _reconciler = new SightReconciler(Look, options.LongestWork);
        _loop = new ReconcileLoop<ResourceName>(
            _queue,
            _reconciler,
            new ReconcileLoopOptions(),
            NullLogger.Instance
        );
        _reflector.Store.Changed += change => _queue.Add(change.Name);
    }

    public Task Synced => _reflector.Store.Synced;

    public int Reconciles => _reconciler.Turns;

    public IReadOnlyDictionary<ResourceName, Seen> Store =>
        _reflector.Store.List().ToDictionary(item => item.Name, Describe);

    public async Task RunAsync(CancellationToken ct)
    {
        using (_queue)
        {
            // One without the other is no follower: the end of either is the end of both.
            Task reflector = _reflector.RunAsync(ct);
            await await Task.WhenAny(reflector, _loop.RunAsync(ct));
        }
    }

    public string? Difference(IReadOnlyDictionary<ResourceName, Seen> server) =>
        _reconciler.Broken
        ?? Compare("the store has", server, Store)
        ?? Compare("the last reconcile saw", server, _reconciler.Last);

    private string? Compare(
        string what,
        IReadOnlyDictionary<ResourceName, Seen> server,
        IReadOnlyDictionary<ResourceName, Seen> ours
    ) =>
        server
            .Keys.Union(ours.Keys)
            .Where(name => server.GetValueOrDefault(name) != ours.GetValueOrDefault(name))
            .Select(name =>
                $"{_definition.Kind} {name}: {what} {Text(ours.GetValueOrDefault(name))}, the server has {Text(server.GetValueOrDefault(name))}; at {TimeProvider.System.GetUtcNow():HH:mm:ss.fff}, and it logged last:{_log}"
            )
            .FirstOrDefault();

    private static string Text(Seen? seen) => seen?.ToString() ?? "none";

    private Seen? Look(ResourceName name) =>
        _reflector.Store.Find(name) is { } item ? Describe(item) : null;

    private Seen Describe(Decoded<T> item) =>
        new(
            item.Metadata.Uid,
            item.Metadata.ResourceVersion,
            item.Value is { } value
                ? Canonical.Contents(JsonNode.Parse(KubeJson.Encode(value, _definition.TypeInfo))!)
                : $"undecodable: {item.Error}"
        );
}
