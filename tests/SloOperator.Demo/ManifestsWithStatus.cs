using SloOperator.Kubernetes.Api;
using SloOperator.Store;

namespace SloOperator.Demo;

/// <summary>The objects of one kind in a folder, with the status that the program has given them.</summary>
internal sealed class ManifestsWithStatus<T>(
    string folder,
    ResourceDefinition<T> definition,
    TimeProvider time
)
    where T : class, IKubernetesObject
{
    private readonly ManifestDecoder<T> _decoder = new(definition);
    private readonly StatusFolder _states = new(
        Path.Combine(folder, ".slo-operator", definition.Plural),
        definition.ApiVersion,
        definition.Kind
    );

    public string Statuses => Path.Combine(folder, ".slo-operator", definition.Plural);

    /// <summary>By namespace and name; what the program has not seen yet has no status, and what cannot be decoded is left out.</summary>
    public IReadOnlyList<T> Read() =>
        [
            .. _decoder
                .Name(ManifestReader.Read(folder).Documents, [])
                .OrderBy(manifest => manifest.Name.ToString(), StringComparer.Ordinal)
                .Select(Read)
                .OfType<T>(),
        ];

    private T? Read(NamedManifest manifest)
    {
        StoredState state = _states.Read(manifest.Name) ?? StoredState.New("", time.GetUtcNow());
        return _decoder.Decode(manifest, state).Value;
    }
}
