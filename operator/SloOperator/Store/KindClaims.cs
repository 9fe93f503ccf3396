namespace SloOperator.Store;

/// <summary>
/// The kinds that have a reader. Objects of foreign groups may stand beside ours and are left alone; one of ours that nobody reads is
/// a slip that its author must hear of.
/// </summary>
internal sealed class KindClaims
{
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<(string ApiVersion, string Kind)> _kinds = [];

    public void Claim(string apiVersion, string kind)
    {
        _groups.Add(GroupOf(apiVersion));
        _kinds.Add((apiVersion, kind));
    }

    /// <summary>The documents of our groups that no reader has claimed.</summary>
    public IEnumerable<ManifestProblem> Unclaimed(IEnumerable<ManifestDocument> documents) =>
        documents
            .Where(document =>
                _groups.Contains(GroupOf(document.ApiVersion))
                && !_kinds.Contains((document.ApiVersion, document.Kind))
            )
            .Select(document => new ManifestProblem(
                document.Path,
                document.Line,
                $"there is no kind {document.Kind} in {document.ApiVersion}; known are {Known()}"
            ));

    private static string GroupOf(string apiVersion) => apiVersion.Split('/')[0];

    private string Known() =>
        string.Join(
            ", ",
            _kinds.Select(kind => $"{kind.Kind} in {kind.ApiVersion}").Order(StringComparer.Ordinal)
        );
}
