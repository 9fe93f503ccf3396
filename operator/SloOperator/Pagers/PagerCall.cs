namespace SloOperator.Pagers;

/// <summary>One GET of a pager's API, as data.</summary>
/// <param name="Kind">As reasons name it.</param>
/// <param name="Path">After the pager's base URL, without a slash before it; ids in it are escaped.</param>
/// <param name="Parameters">The URL's query; a name may come more than once.</param>
internal sealed record PagerCall(
    string Kind,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Parameters
)
{
    public PagerCall With(string name, string value) =>
        this with
        {
            Parameters = [.. Parameters, new(name, value)],
        };

    public PagerCall With(string name, IEnumerable<string> values) =>
        this with
        {
            Parameters =
            [
                .. Parameters,
                .. values.Select(value => KeyValuePair.Create(name, value)),
            ],
        };

    /// <summary>The base's path is kept as a prefix; userinfo, query and fragment of it are not.</summary>
    public Uri ToUri(Uri root)
    {
        string query = string.Join(
            '&',
            Parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")
        );
        string prefix = root.AbsolutePath.TrimEnd('/');
        return new Uri(
            $"{root.Scheme}://{root.Authority}{prefix}/{Path}{(query.Length > 0 ? "?" : "")}{query}"
        );
    }
}
