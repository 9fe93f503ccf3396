namespace SloOperator.Store;

/// <summary>What one file says. When it is not readable to its end, the documents are those before the place where reading stopped.</summary>
internal sealed record ManifestFile(
    string Path,
    IReadOnlyList<ManifestDocument> Documents,
    IReadOnlyList<ManifestProblem> Problems,
    bool ReadToEnd
);
