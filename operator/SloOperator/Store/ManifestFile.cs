namespace SloOperator.Store;

/// <summary>What one file says. When it is not readable to its end, the documents are those before the place where reading stopped.</summary>
internal sealed record ManifestFile(
    string Path,
    IReadOnlyList<ManifestDocument> Documents,
    IReadOnlyList<ManifestProblem> Problems,
    bool ReadToEnd
)
{
    /// <summary>The system did not let it be read, which may end without the file changing.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What a file says that has become another: one that cannot be read, or is empty as after a full disk, keeps what was said before.</summary>
    public ManifestFile Succeed(ManifestFile before) =>
        ReadToEnd || before.Documents.Count == 0
            ? this
            : this with
            {
                Documents = before.Documents,
                Problems = [.. Problems.Select(Keeping)],
            };

    /// <summary>True when nobody who has read <paramref name="before"/> learns anything.</summary>
    public bool IsNoNews(ManifestFile before) =>
        (
            Documents.Count == 0 && before.Documents.Count == 0
            || ReferenceEquals(Documents, before.Documents)
        ) && Problems.SequenceEqual(before.Problems);

    private static ManifestProblem Keeping(ManifestProblem problem) =>
        problem with
        {
            Message = problem.Message + "; what the file said before stays in force",
        };
}
