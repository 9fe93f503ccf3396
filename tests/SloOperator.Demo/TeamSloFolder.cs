using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Store;

namespace SloOperator.Demo;

/// <summary>The TeamSLOs of a folder with the status that the program has given them.</summary>
internal sealed class TeamSloFolder(string folder, TimeProvider time)
{
    private readonly ManifestDecoder<TeamSlo> _decoder = new(ResourceKinds.TeamSlo);
    private readonly StatusFolder _states = new(
        Path.Combine(folder, ".slo-operator", ResourceKinds.TeamSlo.Plural),
        ResourceKinds.TeamSlo.ApiVersion,
        ResourceKinds.TeamSlo.Kind
    );

    public string Statuses => Path.Combine(folder, ".slo-operator", ResourceKinds.TeamSlo.Plural);

    /// <summary>By namespace and name; what the program has not seen yet has no status, and what cannot be decoded nothing but its name.</summary>
    public IReadOnlyList<TeamSlo> Read() =>
        [
            .. _decoder
                .Name(ManifestReader.Read(folder).Documents, [])
                .OrderBy(manifest => manifest.Name.ToString(), StringComparer.Ordinal)
                .Select(Read),
        ];

    private TeamSlo Read(NamedManifest manifest)
    {
        StoredState state = _states.Read(manifest.Name) ?? StoredState.New("", time.GetUtcNow());
        Decoded<TeamSlo> decoded = _decoder.Decode(manifest, state);
        return decoded.Value ?? new TeamSlo { Metadata = decoded.Metadata };
    }
}
