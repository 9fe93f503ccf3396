namespace SloOperator.Store;

/// <summary>What manifests say, in the order of their paths; a problem never takes away a document that could be read.</summary>
internal sealed record ManifestContents(
    IReadOnlyList<ManifestDocument> Documents,
    IReadOnlyList<ManifestProblem> Problems
)
{
    public static readonly ManifestContents Empty = new([], []);

    /// <summary>False while something is there that could not be read: what is not among the documents may still exist.</summary>
    public bool IsWhole { get; init; }
}
