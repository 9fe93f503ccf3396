namespace SloOperator.Store;

/// <summary>What manifests say, in the order of their paths; a problem never takes away a document that could be read.</summary>
internal sealed record ManifestContents(
    IReadOnlyList<ManifestDocument> Documents,
    IReadOnlyList<ManifestProblem> Problems
)
{
    public static readonly ManifestContents Empty = new([], []);
}
